"""What the website learns about those who read it.

Sources: UK GDPR and the Data Protection Act 2018; the Privacy and Electronic Communications (EC Directive)
Regulations 2003, regulation 6. What the program itself does is told as it is.
"""

from __future__ import annotations

from pages.first_pages.site import REPLACE
from pages.text import Text

PRIVACY = Text(
    "about/privacy",
    "Privacy notice",
    "What this website learns about you when you read it, what becomes of it, and what you can ask of us.",
    "<p>This notice is about this website. How we use information about people in our police work is another"
    " matter, with other rules: [address of the force’s general privacy notice].</p>"
    "<h2>Who is responsible</h2>"
    "<p>[Name of the controller, for a police force usually the chief constable], [postal address]. The data"
    " protection officer: [email address].</p>"
    "<h2>What we learn when you read this site</h2>"
    "<ul><li>The server that sends you a page has to know the internet address that asks for it. It is kept in the"
    " server’s records for [number] days, to find faults and attacks, and then deleted. Our reason in law is [a"
    " task in the public interest, UK GDPR article 6(1)(e)].</li>"
    "<li>Every reader gets the same pages. The site does not know who you are, and does not follow you from page"
    ' to page, unless you say yes to something that does, on <a href="/cookies/">the page about cookies</a>.</li>'
    "<li>No page fetches anything from another company: no pictures, fonts, maps or counters.</li></ul>"
    "<h2>What you tell us</h2>"
    '<p>On <a href="/feedback/">the page for what you think of this website</a> you can write what went right or'
    " wrong. It asks for no name and no address, so please do not give any. It is kept with the page that you came"
    " from and the time, and deleted after [12 months].</p>"
    "<p>To tell the police something, do not use that form: "
    '<a href="/contact/">how to reach us</a>.</p>'
    "<h2>Cookies</h2>"
    '<p>What is stored on your device is told on <a href="/cookies/">the page about cookies</a>.</p>'
    "<h2>Your rights</h2>"
    "<p>You can ask us what we hold about you, have it corrected, and in some cases have it deleted or its use"
    " limited; and you can object. Write to [email address]. We answer within one month.</p>"
    "<p>If you are not content with what we do, you can complain to the Information Commissioner, at"
    ' <a href="https://ico.org.uk/make-a-complaint/">ico.org.uk</a>.</p>'
    "<p>This notice was last changed on [date].</p>" + REPLACE,
    footer_position=4,
)

"""The accessibility statement.

In the form of the model statement for the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
Accessibility Regulations 2018, SI 2018/952, regulation 8: the headings and the sentences that the model
prescribes are the model's. What is true of a site, only its own test can say, so that stands in brackets.
"""

from __future__ import annotations

from pages.first_pages.site import REPLACE
from pages.text import Text

REGULATIONS = "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"

ACCESSIBILITY = Text(
    "about/accessibility",
    "Accessibility statement",
    "How accessible this website is, what we know does not work yet, and how to ask for something in another form.",
    "<p>This accessibility statement applies to [address of the website].</p>"
    "<p>This website is run by [name of the force]. We want as many people as possible to be able to use it. For"
    " example, that means you should be able to:</p>"
    "<ul><li>zoom in up to 400% without the text spilling off the screen</li>"
    "<li>use the whole website with a keyboard alone</li>"
    "<li>use it with a screen reader, or with speech recognition software</li>"
    "<li>read it in your own colours, and in the dark</li>"
    "<li>use it without scripts and without cookies</li></ul>"
    "<p>We have also made the text as simple as we could. "
    '<a href="https://mcmw.abilitynet.org.uk/">AbilityNet</a> has advice on making your device easier to use if'
    " you have a disability.</p>"
    "<h2>How accessible this website is</h2>"
    "<p>We know that some parts of this website are not fully accessible: [list what a reader should know, the"
    " gravest first; or say that you know of none].</p>"
    "<h2>Feedback and contact information</h2>"
    "<p>If you need information on this website in a different format, such as accessible PDF, large print, easy"
    " read, audio recording or braille, contact us:</p>"
    "<ul><li>email [address]</li><li>call [telephone number]</li><li>write to [postal address]</li></ul>"
    "<p>We will consider your request and answer within [number] days.</p>"
    "<h2>Reporting accessibility problems with this website</h2>"
    "<p>We are always looking to improve the accessibility of this website. If you find problems that are not on"
    " this page, or think that we do not meet the accessibility requirements, contact [name or role, and how], or"
    ' use <a href="/feedback/">the form for what you think of this website</a>.</p>'
    "<h2>Enforcement procedure</h2>"
    "<p>The Equality and Human Rights Commission (EHRC) is responsible for enforcing the"
    f" {REGULATIONS} (the ‘accessibility regulations’). If you are not happy with how we respond to your"
    ' complaint, <a href="https://www.equalityadvisoryservice.com/">contact the Equality Advisory and Support'
    " Service (EASS)</a>.</p>"
    "<h2>Contacting us by phone or visiting us in person</h2>"
    "<p>By textphone or the Relay UK app, dial 18000 in an emergency and 18001 101 otherwise. In an emergency you"
    ' can also use <a href="https://999bsl.co.uk/">999 BSL</a>. Our stations have [audio induction loops; or what'
    " there is], and if you contact us before your visit we can arrange [a British Sign Language interpreter].</p>"
    "<h2>Technical information about this website’s accessibility</h2>"
    f"<p>[Name of the force] is committed to making its website accessible, in accordance with the {REGULATIONS}."
    "</p>"
    "<h3>Compliance status</h3>"
    "<p>This website is [fully compliant, partially compliant or not compliant] with the"
    ' <a href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines version 2.2</a> AA standard[,'
    " due to the non-compliances and exemptions listed below].</p>"
    "<h2>Non-accessible content</h2>"
    "<p>The content listed below is non-accessible for the following reasons.</p>"
    "<h3>Non-compliance with the accessibility regulations</h3>"
    "<p>[For each problem: what it is, whom it affects, the success criterion of WCAG 2.2 that it fails, and by"
    " when it will be mended.]</p>"
    "<h3>Disproportionate burden</h3>"
    "<p>[What you have assessed as a disproportionate burden, and why; or that there is nothing.]</p>"
    "<h3>Content that’s not within the scope of the accessibility regulations</h3>"
    "<p>[Such as documents published before 23 September 2018 that are not needed to use a service, and live"
    " video; or that there is nothing.]</p>"
    "<h2>What we’re doing to improve accessibility</h2>"
    "<p>[What will be done, and by when.]</p>"
    "<h2>Preparation of this accessibility statement</h2>"
    "<p>This statement was prepared on [date]. It was last reviewed on [date].</p>"
    "<p>This website was last tested on [date] against the WCAG 2.2 AA standard. The test was carried out by [who]."
    " [Which pages were tested, and how they were chosen.]</p>" + REPLACE,
    footer_position=3,
)

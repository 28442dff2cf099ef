"""About this site, how to get in touch, and the terms."""

from __future__ import annotations

from pages.checks import TO_BE_REPLACED
from pages.text import Text

REPLACE = (
    f"<p><em>{TO_BE_REPLACED} as a beginning, for your force to replace. Fill in what stands in [square brackets],"
    " change what is not true of you, and take this paragraph out.</em></p>"
)

ABOUT = Text(
    "about",
    "About this site",
    "What this website is for, what it is not for, and how what you read here is made.",
    "<p>This is the website of [name of the force]. It has our news, our advice, and what inspectors say about"
    " us.</p>"
    "<h2>What this site is for</h2>"
    '<ul><li><a href="/news/">News</a>: appeals, results at court, and what happens in your area.</li>'
    "<li>Advice about what you can do yourself.</li>"
    '<li><a href="/contact/">How to reach us</a>, in an emergency and otherwise.</li></ul>'
    "<h2>What this site is not for</h2>"
    "<p>You cannot report a crime by writing to this website, and nobody watches it day and night. In an"
    ' emergency, call <a href="tel:999">999</a>. When it is not an emergency, call <a href="tel:101">101</a>, or'
    ' report it on <a href="https://www.police.uk/">police.uk</a>.</p>'
    "<h2>How it is made</h2>"
    "<ul><li>What you read here was written by one person and approved by another, unless it could not wait.</li>"
    "<li>When we correct something that matters, the page says what changed, and when.</li>"
    "<li>When a page moves, its old address leads to the new one.</li>"
    "<li>The site works without scripts and without cookies.</li></ul>" + REPLACE,
    navigation_title="About",
    footer_position=1,
)

CONTACT = Text(
    "contact",
    "Contact us",
    "How to reach the police: in an emergency, when it is not one, without speaking, and without giving your name.",
    "<h2>In an emergency</h2>"
    '<p>Call <a href="tel:999">999</a> if somebody is in danger, a crime is happening now, or whoever did it is'
    " still nearby.</p>"
    "<h3>If you cannot speak</h3>"
    '<p>Call <a href="tel:999">999</a> from a mobile phone and listen. If you make no sound you are asked to press'
    " 55. Press it, and the call is passed on to the police. It does not tell them where you are. On a landline you"
    " are not asked to press anything: stay on the line.</p>"
    "<h3>If you cannot hear or speak on the phone</h3>"
    '<ul><li>Use <a href="https://999bsl.co.uk/">999 BSL</a>, a video relay service in British Sign Language.</li>'
    "<li>Use a textphone or the Relay UK app: dial 18000.</li>"
    "<li>Send a text message to 999. Register your phone first: text the word register to 999.</li></ul>"
    "<h2>When it is not an emergency</h2>"
    '<ul><li>Call <a href="tel:101">101</a>, at any hour. By textphone, dial 18001 101.</li>'
    '<li>Report it on <a href="https://www.police.uk/">police.uk</a>.</li>'
    "<li>Come to a station: [addresses and opening hours].</li></ul>"
    "<h2>Without giving your name</h2>"
    "<p>Crimestoppers is a charity and not the police. It takes what you know without asking who you are: call"
    ' <a href="tel:0800555111">0800 555 111</a>, or use'
    ' <a href="https://crimestoppers-uk.org/">the Crimestoppers website</a>.</p>'
    "<h2>Other matters</h2>"
    "<ul><li>Journalists: [telephone number and email address of the press office].</li>"
    "<li>Thanks and complaints: [where to write].</li>"
    "<li>Information about you, and freedom of information: [where to write].</li></ul>" + REPLACE,
    footer_position=2,
)

TERMS = Text(
    "about/terms",
    "Terms of use",
    "What you may do with what is on this site, and what we promise about it and do not promise.",
    "<p>These terms are about the website of [name of the force] at [address of the website]. By using it you"
    " accept them.</p>"
    "<h2>What you may do</h2>"
    "<p>You may read, print and link to any page, without asking. Texts may be copied under [name of the licence,"
    " such as the Open Government Licence v3.0], with the name of the source. Pictures, and the name and crest of"
    " the force, may not, unless the page says so.</p>"
    "<h2>What we do not promise</h2>"
    "<p>We take care that what you read is right, and correct it when it is not. We do not promise that it is"
    " complete, that it is advice for your own case, or that the site can be reached at any moment. Nothing in"
    " these terms takes away a right that the law gives you.</p>"
    "<h2>Links to other sites</h2>"
    "<p>We link to other sites because they may help you. We are not responsible for what they say.</p>"
    "<h2>Appeals for witnesses</h2>"
    "<p>When an appeal is over, its page is changed or taken down. Please take down copies too: they may name"
    " somebody who should no longer be looked for.</p>"
    "<h2>The law</h2>"
    "<p>The law of England and Wales applies.</p>"
    "<p>These terms were last changed on [date].</p>" + REPLACE,
    footer_position=5,
)

"""Pages to look at: advice that is true anywhere in England and Wales, and pages in every state.

No telephone number here is invented: each is a national service's own. No opening hours but of services that
never close: hours change, and nobody would come back to mend them here.
"""

from __future__ import annotations

from pages.text import Text


def shown(remark: str = "") -> str:
    """The note at the end of a page: whose words these are not, and what the page is there to show."""
    note = "this page was written to show Blue Lamp at work. These are not the words of a police force."
    return f"<p><em>Demonstration: {' '.join(filter(None, (note, remark)))}</em></p>"


ADVICE = Text(
    "advice",
    "Advice",
    "What you can do yourself, and where to get help: for your home, your money, your bicycle and your safety.",
    "<p>These are short pages. Each begins with what helps most.</p>"
    '<p>If a crime has already happened, <a href="/contact/">tell the police</a>.</p>' + shown(),
    navigation_position=1,
)
HOME = Text(
    "advice/your-home",
    "Keep burglars out of your home",
    "Small things that make your home harder to break into, and what to do if somebody has broken in.",
    "<h2>Today</h2>"
    "<ul><li>Lock doors and windows, also when you are in. On many doors you have to lift the handle <strong>and"
    "</strong> turn the key.</li>"
    "<li>Keep keys away from the door, car keys too.</li>"
    "<li>Close and lock the side gate.</li></ul>"
    "<h2>This week</h2>"
    "<ul><li>Put a lamp on a timer.</li>"
    "<li>Write down the serial numbers of things you would not want to lose.</li>"
    "<li>Ask a neighbour to take in parcels while you are away.</li></ul>"
    "<h2>If somebody has broken in</h2>"
    '<p>If they may still be there, do not go in. Call <a href="tel:999">999</a> from outside.</p>'
    '<p>If they have gone, touch nothing and call <a href="tel:101">101</a>.</p>' + shown(),
)
MESSAGES = Text(
    "advice/fraud-by-message",
    "Fraud by text message, email and telephone",
    "How to recognise a message from a thief, what to do with it, and what to do if you have paid.",
    "<h2>Stop and think</h2>"
    "<p>Be careful when somebody hurries you, asks you to keep a secret, or asks for a code. Your bank and the"
    " police will never ask you to move money to a “safe account”.</p>"
    "<h2>Check</h2>"
    "<p>Hang up. Then call your bank yourself. You can dial <strong>159</strong>, which connects you to many"
    " British banks, but not to all of them. If yours is not one of them, call the number on the back of your"
    " card.</p>"
    "<h2>Pass it on</h2>"
    "<ul><li>A text message: forward it to <strong>7726</strong>. This is free.</li>"
    '<li>An email: forward it to <a href="mailto:report@phishing.gov.uk">report@phishing.gov.uk</a>.</li></ul>'
    "<h2>If you have paid</h2>"
    "<ol><li>Call your bank at once. The sooner it knows, the more it can do.</li>"
    '<li>Report it to <a href="https://www.reportfraud.police.uk/">Report Fraud</a>, the national service for'
    " fraud and cyber crime in England, Wales and Northern Ireland. You can also call"
    ' <a href="tel:03001232040">0300 123 2040</a>. It was called Action Fraud before. In Scotland, call'
    ' <a href="tel:101">101</a>.</li>'
    '<li>If you are in danger, or the thief is with you now, call <a href="tel:999">999</a>.</li></ol>'
    "<p>It is not your fault. It happens to careful people too.</p>" + shown(),
)
BICYCLE = Text(
    "advice/cycling",
    "Mark and lock your bicycle",
    "What makes a stolen bicycle harder to sell, and easier to give back to you.",
    "<ul><li>Find the frame number and photograph it. It is often under the pedals.</li>"
    '<li>Register your bicycle, for example with <a href="https://www.bikeregister.com/">BikeRegister</a>. Police'
    " forces can search it.</li>"
    "<li>Lock the frame and a wheel to something that cannot be moved.</li></ul>"
    + shown("It has moved: its first address leads here."),
    related=("advice/your-home",),
)
BICYCLE_MOVED_TO = "advice/bicycles"
ABUSE = Text(
    "advice/domestic-abuse",
    "Domestic abuse: you can get help",
    "Whom to call, how to call without speaking, and what you can ask the police. You can leave this page quickly.",
    "<h2>Reading this safely</h2>"
    "<ul><li>The “Leave this page” button takes you to a page about the weather. On a computer whose browser runs"
    " scripts, pressing the Shift key three times does the same.</li>"
    "<li>Leaving does not delete your browser’s history. The Back button may show this page again.</li>"
    "<li>A private window (also called incognito) keeps no history after you close it. It does not hide you from"
    " a program that watches your phone or computer.</li>"
    "<li>If somebody checks your phone, read this on a device that they cannot use.</li></ul>"
    "<h2>If you are in danger now</h2>"
    '<p>Call <a href="tel:999">999</a>. If you can, say where you are, even in a whisper.</p>'
    "<h3>If you cannot speak</h3>"
    "<ul><li>On a mobile phone: stay on the line and listen. Cough or tap the phone if you can. Press 55 when you"
    " are asked to. Then the call is passed on to the police. Do not hang up. Pressing 55 does not tell"
    " them where you are.</li>"
    "<li>On a landline: stay on the line. You are not asked to press 55.</li></ul>"
    "<h3>If you cannot hear or speak on the phone</h3>"
    '<ul><li>Use <a href="https://999bsl.co.uk/">999 BSL</a>, a video relay service in British Sign Language.</li>'
    "<li>Use a textphone or the Relay UK app: dial 18000.</li>"
    "<li>Send a text message to 999. This works only if your phone is registered: text the word register to 999"
    " and do what the answer says. Do it before you need it.</li></ul>"
    "<h2>Somebody to talk to</h2>"
    "<p>These services are not the police. You need not give your name.</p>"
    '<ul><li>England: the <a href="https://www.nationaldahelpline.org.uk/">National Domestic Abuse Helpline</a>,'
    ' <a href="tel:08082000247">0808 2000 247</a>. Free, day and night. Its website has a web chat too.</li>'
    '<li>Wales: <a href="https://www.gov.wales/live-fear-free">Live Fear Free</a>,'
    ' <a href="tel:08088010800">0808 80 10 800</a>. Free, day and night, in Welsh and English. You can also'
    " chat online.</li>"
    '<li>For men: the <a href="https://mensadviceline.org.uk/">Men’s Advice Line</a>,'
    ' <a href="tel:08088010327">0808 8010 327</a>. Its website says when it is open.</li>'
    '<li>For LGBT+ people: <a href="https://galop.org.uk/">Galop</a>,'
    ' <a href="tel:08009995428">0800 999 5428</a>. Its website says when it is open.</li></ul>'
    "<h2>Tell the police when it is not an emergency</h2>"
    '<p>Call <a href="tel:101">101</a>, or find your police force’s online form on'
    ' <a href="https://www.police.uk/">police.uk</a>.</p>'
    "<h2>What domestic abuse is</h2>"
    "<p>Abuse is not only violence. By law (the Domestic Abuse Act 2021, section 1) it is any of these:</p>"
    "<ul><li>physical or sexual abuse</li>"
    "<li>violent or threatening behaviour</li>"
    "<li>controlling or coercive behaviour</li>"
    "<li>economic abuse</li>"
    "<li>psychological, emotional or other abuse</li></ul>"
    "<p>The people are aged 16 or over, and connected: for example, they are or were partners, are parents of"
    " the same child, or are relatives (section 2). A child who is related to one of them, and who sees or hears"
    " the abuse or suffers its effects, is a victim too (section 3).</p>"
    "<h2>Ask about somebody’s past</h2>"
    "<p>Under the Domestic Violence Disclosure Scheme, known as Clare’s Law, you can ask the police whether your"
    " partner has been violent or abusive before. You can also ask about the partner of somebody you worry about."
    ' The police decide what they may tell, and whom. Call <a href="tel:101">101</a>, or ask at a police'
    " station.</p>" + shown(),
    is_sensitive=True,
)
NEXT = Text(
    "about/what-is-next",
    "What we are building next",
    "What this website will have next, and how to tell us what you need. This page is beta: it may change.",
    "<ul><li>Inspections: the grades that the inspectorate has given, and what happened then.</li>"
    "<li>A search over news, advice and inspections.</li></ul>"
    '<p><a href="/feedback/?from=/about/what-is-next/">Tell us what you need from this website</a>.</p>'
    + shown(),
    is_beta=True,
    related=("about/accessibility",),
)
WELSH = Text(
    "cysylltu",
    "Cysylltu â’r heddlu",
    "Sut i gysylltu â’r heddlu, mewn argyfwng ac fel arall.",
    "<h2>Mewn argyfwng</h2>"
    '<p>Ffoniwch <a href="tel:999">999</a>.</p>'
    "<h3>Os na allwch siarad</h3>"
    '<p>Ffoniwch <a href="tel:999">999</a> o ffôn symudol, gwrandewch, a phwyswch 55 pan ofynnir i chi. Ar linell'
    " dir, arhoswch ar y lein.</p>"
    "<h3>Os na allwch glywed neu siarad ar y ffôn</h3>"
    '<ul><li>Defnyddiwch <a href="https://999bsl.co.uk/">999 BSL</a>, gwasanaeth fideo yn Iaith Arwyddion'
    " Prydain.</li>"
    "<li>Defnyddiwch ffôn testun neu ap Relay UK: deialwch 18000.</li>"
    "<li>Anfonwch neges destun at 999. Rhaid cofrestru eich ffôn yn gyntaf: anfonwch y gair register at 999.</li>"
    "</ul>"
    "<h2>Os nad yw’n argyfwng</h2>"
    '<p>Ffoniwch <a href="tel:101">101</a>. Gyda ffôn testun, deialwch 18001 101.</p>'
    "<p><em>Testun enghreifftiol yw hwn. Nid geiriau heddlu yw’r rhain.</em></p>",
    language="cy",
    related=("contact",),
)
# Says so in the language of those who look for it. The demonstration's page of contacts begins with it.
IN_WELSH = f'<p>Cymraeg: <a href="/{WELSH.slug}/">{WELSH.title}</a></p>'
SCHEME = Text(
    "advice/property-marking",
    "Free property marking",
    "Where to have your property marked, without paying.",
    "<p>Come to the market hall on Saturday. Bring the things that you want marked.</p>"
    + shown("It was withdrawn: its address shows a dated notice."),
)
GUIDE = Text(
    "advice/holiday",
    "Before you go on holiday",
    "What to do before you leave your home for some time.",
    "<p>To do: say whom to tell, and what to leave switched on.</p>" + shown("It is still a draft."),
)

"""What people paste, and what attackers send: samples of HTML with what may be left of them."""

from __future__ import annotations

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- /* Font Definitions */
 @font-face {font-family:Calibri;} p.MsoNormal {margin:0cm; font-size:11.0pt;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-outline-level:1'><span
lang=EN-GB style='mso-fareast-language:EN-GB'>Appeal after a theft<o:p></o:p></span></h1>
<p class=MsoNormal style='margin-bottom:8.0pt;mso-line-height-rule:exactly'><b style='mso-bidi-font-weight:normal'>
Officers</b> are <i>asking</i> for <u>witnesses</u>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>A red van</p>
<table class=MsoTableGrid border=1><tr>
<td width=301 style='border:solid windowtext 1.0pt'><p class=MsoNormal>In a table</p></td></tr></table>
<p><img width=1 height=1 src="file:///C:/Users/x/clip_image001.png" v:shapes="_x0000_i1025"></p>
<!--EndFragment--></body></html>"""
WORD_KEEPS = [
    "Officers</strong>",
    "<h2>Appeal after a theft</h2>",
    "<em>asking</em>",
    "witnesses",
    "A red van",
    "In a table",
]

GOOGLE = """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;"
id="docs-internal-guid-0b1c2d3e-7fff"><h1 dir="ltr" style="line-height:1.38;"><span
style="font-size:20pt;">Heading</span></h1>
<p dir="ltr" style="margin-top:0pt;"><span style="font-weight:400;">Plain and </span><span
style="font-weight:700;">heavy</span></p>
<ul style="padding-inline-start:48px;"><li dir="ltr" aria-level="1"><p
role="presentation"><span>First point</span></p></li></ul>
<p><a href="https://www.google.com/url?q=https://example.org"
style="text-decoration:none;">A link</a></p></b><br class="Apple-interchange-newline">"""
GOOGLE_KEEPS = ["<h2>Heading</h2>", "Plain and heavy", "First point", ">A link</a>"]

DIVS = "<div><div>One <b>bold</b></div><div><div>Two <i>slanted</i></div></div></div><h5>Small</h5>"
DIVS_KEEPS = ["<strong>bold</strong>", "<em>slanted</em>", "<h3>Small</h3>", "<p>Two"]

HOSTILE = [
    "<script>alert(1)</script>",
    "<style>p{background:url(//evil.example)}</style>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    '<p onclick="alert(1)" style="color:red" class="x" id="y">p</p>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="JaVaScRiPt&colon;alert(1)">b</a>',
    '<a href="java\nscript:alert(1)">c</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">d</a>',
    '<a href="//evil.example/x">e</a>',
    '<a href="/\\evil.example/x">f</a>',
    '<a href="\\/evil.example/x">g</a>',
    '<a href="/\t/evil.example/x">h</a>',
    '<a href="\x01//evil.example">h2</a>',
    '<a target="_blank" href="https://example.org/" onmouseover="alert(1)">i</a>',
    '<iframe src="https://evil.example"></iframe><object data="x"></object><embed src="x">',
    '<form action="https://evil.example"><input name="a"><button>go</button></form>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><script>alert(1)</script></template>",
    "<b <script>alert(1)</script>>x</b>",
    "<p>a<p/><h1 onload=x>b</h1></h2><div",
    "<base href=//evil.example><link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0>",
    "<!--<img src=x onerror=alert(1)>--><![CDATA[<img src=x onerror=alert(1)>]]>",
]

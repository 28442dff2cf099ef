"""What a press officer does with the form: type, choose, paste."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

# As Word puts it on the clipboard: conditional comments, mso styles, smart tags, lists that are no lists.
WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:st1="urn:schemas-microsoft-com:office:smarttags">
<head><meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- @font-face {font-family:Calibri;} p.MsoNormal {mso-style-parent:""; margin:0cm; font-size:11pt;}
@list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-outline-level:1'><span lang=EN-GB style='color:#2F5496'>What we know<o:p></o:p></span></h1>
<p class=MsoNormal style='margin-bottom:8.0pt;line-height:107%'><b style='mso-bidi-font-weight:normal'><span
style='font-size:14.0pt;color:red'>Officers</span></b><span lang=EN-GB> were called to <st1:Street w:st="on">
<st1:address w:st="on">High Street</st1:address></st1:Street>,
<st1:place w:st="on">Exampleton</st1:place>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times
New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=EN-GB>A red van was seen.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]><span lang=EN-GB>Nobody was hurt.<o:p></o:p></span></p>
<p class=MsoNormal><a href="https://www.example.org/appeal"><i>Tell us</i></a> what you saw.<img width=1 height=1
src="file:///C:/Users/x/clip_image001.png" onerror="alert(1)"></p>
<table class=MsoTableGrid border=1><tr><td width=301><p class=MsoNormal>Monday<o:p></o:p></p></td>
<td width=301><p class=MsoNormal>10:00<o:p></o:p></p></td></tr></table>
<!--EndFragment--></body></html>"""

PASTE = """(element, html) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  clipboard.setData("text/plain", "What we know");
  const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
  element.dispatchEvent(event);
}"""


def editor_of(page: Page) -> Locator:
    """The rich-text editor, once its script has taken the place of the text area."""
    editor = page.get_by_role("textbox", name="Text", exact=True)
    expect(editor).to_have_attribute("contenteditable", "true")
    return editor


def paste(page: Page, html: str) -> None:
    editor = editor_of(page)
    editor.click()
    editor.evaluate(PASTE, html)


def choose_moment(page: Page, day: str, time: str) -> None:
    """On the release screen: say when, and look at what would happen."""
    page.get_by_label("At a moment in London's time").check()
    page.get_by_label("Date", exact=True).fill(day)
    page.get_by_label("Time", exact=True).fill(time)
    page.get_by_role("button", name="Show what would happen").click()

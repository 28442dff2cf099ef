// What Word and Google Docs put on the clipboard, in the editor's own tags: their headings, their emphasis, and
// Word's lists, which are paragraphs with a bullet typed before them. The server cleans whatever arrives.
"use strict";
{
  const HEADINGS = { h1: "h2", h4: "h3", h5: "h3", h6: "h3" };
  const NUMBERED = /^\W*([0-9]+|[a-z]{1,4})[.)]/i;

  const styleOf = (element) => (element.dataset.style || "").replace(/\s/g, "").toLowerCase();

  const rename = (element, tag) => {
    const other = element.ownerDocument.createElement(tag);
    other.append(...element.childNodes);
    element.replaceWith(other);
    return other;
  };

  const wrap = (element, tag) => {
    const around = element.ownerDocument.createElement(tag);
    around.append(...element.childNodes);
    element.append(around);
  };

  const emphasise = (element) => {
    const style = styleOf(element);
    const weight = (/(?:^|;)font-weight:(\w+)/.exec(style) || [])[1];
    const heavy = weight === "bold" || Number(weight) >= 600;
    if (element.matches("b, strong") && weight && !heavy) rename(element, "span");
    if (element.matches("span") && heavy) wrap(element, "strong");
    if (element.matches("span") && /(?:^|;)font-style:italic/.test(style)) wrap(element, "em");
  };

  const listItem = (paragraph) => {
    const mark = Array.from(paragraph.querySelectorAll("span")).find((span) => styleOf(span).includes("mso-list:ignore"));
    if (!mark) return;
    const tag = NUMBERED.test(mark.textContent) ? "ol" : "ul";
    mark.remove();
    let list = paragraph.previousElementSibling;
    if (!list || !list.matches(`${tag}[data-from-word]`)) {
      list = paragraph.ownerDocument.createElement(tag);
      list.dataset.fromWord = "";
      paragraph.before(list);
    }
    list.append(rename(paragraph, "li"));
  };

  const tidy = (html) => {
    // The page's policy refuses styles and handlers, and reports each one: they are put by before parsing.
    const bare = html.replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "");
    const quiet = bare.replace(/<[^>]*>/g, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));
    const page = new DOMParser().parseFromString(quiet, "text/html");
    for (const [theirs, ours] of Object.entries(HEADINGS)) page.querySelectorAll(theirs).forEach((heading) => rename(heading, ours));
    page.querySelectorAll("b, strong, span").forEach(emphasise);
    page.querySelectorAll("p").forEach(listItem);
    // A table becomes a paragraph a row, its cells kept apart.
    page.querySelectorAll("table").forEach((table) => {
      for (const row of table.rows) {
        const line = page.createElement("p");
        line.textContent = Array.from(row.cells, (cell) => cell.textContent.trim()).filter(Boolean).join(" | ");
        table.before(line);
      }
      table.remove();
    });
    page.querySelectorAll("style, script, img, base, link, meta").forEach((element) => element.remove());
    return page.body.innerHTML;
  };

  const attend = () => {
    for (const { editor } of document.querySelectorAll(".prose-editor [contenteditable]")) {
      if (editor) editor.setOptions({ editorProps: { transformPastedHTML: tidy } });
    }
  };
  document.addEventListener("prose-editor:ready", attend);
  attend();
}

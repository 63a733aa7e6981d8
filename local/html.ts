/** Text as HTML text or attribute value. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A page that needs nothing from elsewhere. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
h3 { margin-bottom: 0 } p { margin: .25rem 0 } article { margin-bottom: 1rem }
pre { background: #f4f4f4; padding: .75rem; overflow: auto } code { font-size: .95em }
summary { cursor: pointer } a { color: #0b57a4 }`;

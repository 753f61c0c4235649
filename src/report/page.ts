const look = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #111827; background: #ffffff; }
  h2 { margin-top: 2rem; }
  code { font-size: 0.9em; }
  pre { background: #f3f4f6; padding: 0.8rem; overflow: auto; }
  summary { cursor: pointer; }
  .picture { overflow: auto; }
  .task { list-style: none; margin-left: -1.2rem; }
  table { border-collapse: collapse; }
  th, td { text-align: left; padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid #e5e7eb; }
  td.number { text-align: right; }`;

/**
 * A self-contained page.
 * @param title as markup.
 * @param body as markup; the caller has escaped foreign text.
 */
export function pageOf(title: string, body: readonly string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    // Nothing in the page may load or run anything, whatever a manifest says.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${title}</title>`,
    `<style>${look}\n</style>`,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
  ].join('\n');
}

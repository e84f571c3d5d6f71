/** What would ask for something, or take a reader elsewhere; the frame that shows the page lets no script run. */
const ASKS = 'link, meta, base, script, object, embed, applet, frame, iframe:not([srcdoc])';
/** Frames in frames that are looked into; what lies deeper is not shown. */
const MAX_DEPTH = 16;

/**
 * A page out of a file that anybody may have made, to be shown in a frame that may do nothing: that frame runs no
 * script, loads nothing, and is left by no link (entrypoints/evidence/index.html). What a browser would look up ahead
 * of all that is taken out here.
 */
export function harmless(html: string, depth = 0): string {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const trees: ParentNode[] = [parsed];
  for (let tree = trees.pop(); tree; tree = trees.pop()) {
    for (const element of tree.querySelectorAll(ASKS)) element.remove();
    for (const template of tree.querySelectorAll('template')) trees.push(template.content);
    for (const frame of tree.querySelectorAll('iframe')) {
      frame.srcdoc = depth < MAX_DEPTH ? harmless(frame.srcdoc, depth + 1) : '';
      frame.setAttribute('sandbox', '');
      frame.removeAttribute('src');
    }
    for (const link of tree.querySelectorAll('[*|href]')) {
      for (const attribute of [...link.attributes]) {
        // A place in the page itself may be gone to, or drawn again.
        const leads = attribute.localName === 'href' && !attribute.value.startsWith('#');
        if (leads) link.removeAttributeNode(attribute);
      }
    }
  }
  const doctype = parsed.compatMode === 'CSS1Compat' ? '<!doctype html>' : '';
  return `${doctype}${parsed.documentElement.outerHTML}`;
}

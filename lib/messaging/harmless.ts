import { own } from '#lib/core/own.ts';

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
    for (const element of allIn(tree, ASKS)) element.remove();
    for (const template of allIn<HTMLTemplateElement>(tree, 'template')) trees.push(template.content);
    for (const frame of allIn<HTMLIFrameElement>(tree, 'iframe')) {
      frame.srcdoc = depth < MAX_DEPTH ? harmless(frame.srcdoc, depth + 1) : '';
      frame.setAttribute('sandbox', '');
      frame.removeAttribute('src');
    }
    for (const link of allIn(tree, '[*|href]')) {
      for (const attribute of [...own(link, 'attributes')]) {
        // A place in the page itself may be gone to, or drawn again.
        const leads = attribute.localName === 'href' && !attribute.value.startsWith('#');
        if (leads) own(link, 'removeAttributeNode').call(link, attribute);
      }
    }
  }
  const doctype = own(parsed, 'compatMode') === 'CSS1Compat' ? '<!doctype html>' : '';
  return `${doctype}${own(parsed, 'documentElement').outerHTML}`;
}

function allIn<T extends Element>(tree: ParentNode, selector: string): NodeListOf<T> {
  return own(tree, 'querySelectorAll').call(tree, selector) as NodeListOf<T>;
}

import { nameOf, parentOf } from './dom.ts';

/** Elements that flow with the text around them, custom ones too: an address cut up by these still reads as one. */
const INLINE =
  /^(?:A|ABBR|ACRONYM|B|BD[IO]|BIG|CITE|CODE|DATA|DEL|DFN|EM|FONT|I|INS|KBD|LABEL|MARK|METER|NOBR|OUTPUT|Q|R[BT]|RTC|RUBY|S|SAMP|SLOT|SMALL|SPAN|STRIKE|STRONG|SU[BP]|TIME|TSPAN|TT|U|VAR|WBR|.*-.*)$/;

/** What HTML does not have flows too. */
function isInline(node: Node): boolean {
  return INLINE.test(nameOf(node)) || node instanceof HTMLUnknownElement;
}

/** The nearest node that text does not flow through: an element, a root, or the node itself. */
export function blockOf(node: Node): Node {
  let at = node;
  while (at.nodeType === Node.TEXT_NODE || isInline(at)) {
    const parent = parentOf(at);
    if (!parent) break;
    at = parent;
  }
  return at;
}

/**
 * What stands between two text nodes that follow each other: nothing where only borders of inline elements do, a
 * line break where a `<br>` does, and `null` where they belong to different blocks.
 */
export function gapBetween(a: Text, b: Text): '' | '\n' | null {
  let gap: '' | '\n' = '';
  for (let at = behind(a); at; ) {
    if (at === b) return gap;
    if (at.nodeType === Node.ELEMENT_NODE) {
      if (nameOf(at) === 'BR') gap = '\n';
      else if (!isInline(at)) return null;
      else if (at.contains(b)) {
        at = at.firstChild;
        continue;
      }
      // Only what is empty may lie between, and an element without text can still be a picture.
      if ((at as Element).querySelector(':not(wbr,span,a,b,i,em)')) return null;
    }
    at = behind(at);
  }
  return null;
}

/** The node that comes after this one's subtree, out of inline elements only. */
function behind(node: Node): Node | null {
  for (let at: Node | null = node; at; at = parentOf(at)) {
    if (at !== node && !isInline(at)) return null;
    if (at.nextSibling) return at.nextSibling;
  }
  return null;
}

/** What somebody has selected, and where it stands. */
export interface Selected {
  text: string;
  /** Where it is by now. */
  where(): DOMRect;
}

/** The selection of a document, or of the field that is in use; `null` where there is none. */
export function readSelected(window: Window & typeof globalThis): Selected | null {
  const field = focusedIn(window.document);
  if (isTextField(field, window)) {
    const { value, selectionStart: start, selectionEnd: end } = field;
    if (start === null || end === null || start === end) return null;
    return { text: value.slice(start, end), where: () => field.getBoundingClientRect() };
  }
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0).cloneRange();
  return { text: selection.toString(), where: () => range.getBoundingClientRect() };
}

/** The focused element itself, inside whatever open shadow trees. */
export function focusedIn(document: Document): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

/** Fields that a person reads what they write in; a password is none of them, and is never read. */
function isTextField(
  element: Element | null,
  { HTMLTextAreaElement, HTMLInputElement }: Window & typeof globalThis,
): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return true;
  return (
    element instanceof HTMLInputElement && element.type !== 'password' && element.selectionStart !== null
  );
}

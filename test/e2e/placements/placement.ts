import type { How, PlaceFlag } from '#lib/core/types.ts';
import type { Sample } from './samples.ts';

/** One way to put an address on a page. */
export interface Placement {
  id: string;
  /** In the table. */
  title: string;
  how: How | ((sample: Sample) => How);
  flags?: PlaceFlag[];
  /** The document that it stands in; the page itself otherwise. */
  frame?: 'srcdoc' | 'blob' | 'cross-origin';
  /** Markup of one address; `null` where nobody could put that one so. */
  markup(sample: Sample): string | null;
  /**
   * Body of a function that the page runs for each address, with `element` (that carries `data-sample`), `text` and
   * `code` (rows of a QR code). Stands in a file of its own: inline scripts are a placement themselves.
   */
  program?: string;
  /** The program runs once the page has been read. */
  late?: true;
  /** Only asking brings it out: no event tells of it. Everything else has to be found without being asked. */
  asked?: true;
  /** Only some of the addresses: the browser or the extension takes few at a time, whatever they are. */
  few?: true;
  /** All of them have to be in view at once. */
  onScreen?: true;
  /** An address that the page shows beside, in its canonical form. */
  beside?: string;
}

/** What a program works on. */
export function slot({ id }: Sample, tag = 'span', rest = ''): string {
  return `<${tag} data-sample="${id}" ${rest}></${tag}>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** Parts of so many characters. */
export function parts(text: string, chars: number): string[] {
  return text.match(new RegExp(`.{1,${chars}}`, 'gs')) ?? [];
}

export function fill(template: string, text: string): string {
  const at = template.lastIndexOf('#');
  return template.slice(0, at) + text + template.slice(at + 1);
}

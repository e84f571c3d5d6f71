import type { AddressForms, Checked, CheckedRow, CiteFormat } from '#lib/core/checked.ts';
import type { Reply } from '#lib/core/lists.ts';

/** What came of reading one file. */
export interface ReadFile {
  name: string;
  /** `null` where it could not be read; of some files only the text is. */
  text: string | null;
  problem: 'too-large' | 'not-text' | 'damaged' | 'no-code' | 'not-drawn' | 'in-part' | null;
  /** Whether its lines are those of the file: of a page or a table they are not. */
  hasLines: boolean;
}

/** Where in what was checked a file begins. */
export interface Source {
  name: string;
  hasLines: boolean;
  /** Its first line. */
  from: number;
}

export interface LookupActions {
  check(text: string): Promise<Reply<Checked>>;
  /** In their order, each before the files in it; of more than are read at once, the first. */
  read(files: readonly File[]): Promise<ReadFile[]>;
  /** Every way to write one address. */
  forms(text: string): Promise<AddressForms>;
  /** Citations of what was said of one row, as text of a format. */
  cite(row: CheckedRow, checked: Checked, format: CiteFormat): string[];
  /** A place so that no program makes a link of it. */
  defang(text: string): string;
  /** Rejects where the browser refuses. */
  copy(text: string): Promise<void>;
}

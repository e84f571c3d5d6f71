/** How people write one family's addresses, and the programs that they hand them to. */
export interface SampleRow {
  /** Name in the table. */
  name: string;
  /** Vector file, and the beginning of the address there. */
  from: [file: string, start: string];
  /** What a page calls it: the forms without a checksum need that beside them. */
  words: string;
  /** Printed before it without a space. */
  ticker: string;
  /** Payment link, `#` for the address. */
  uri?: string;
  /** Page of a block explorer, `#` for the address. */
  explorer?: string;
  /** A name: its letters are words, which nobody sets in groups or breaks over lines. */
  isName?: true;
  /** One spelling in capitals is as good (BIP-173). */
  hasCapitals?: true;
}

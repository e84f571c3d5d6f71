/** A tab as the browser tells of it, whatever may be read of its page. */
export interface ShownTab {
  /** `null` where the browser tells nothing, as of its own pages. */
  url: string | null;
  /** What it shows is a PDF file, whatever its address. */
  isPdf: boolean;
}

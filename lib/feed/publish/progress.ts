import { type Body, counted } from '../body.ts';

/** Says a line while something takes long: for people, and for the log file of a machine. */
export type Tell = (line: string) => void;

/** Bytes of a source between two lines about it; the largest that are read have some hundred million. */
export const STEP_BYTES = 16 * 1024 * 1024;
/** Entries between two lines about them: some seconds of work. */
export const STEP_ENTRIES = 100_000;

/** The same body, and now and then a line of how much of it has been read. */
export function tellingBytes(body: Body, name: string, tell: Tell): Body {
  const tellRead = (read: number) => tell(`  ${name}: ${Math.round(read / 1_000_000)} MB read`);
  return counted(body, stepping(STEP_BYTES, tellRead));
}

/** Counts, and says so each time that it is a step further. */
export function stepping(step: number, say: (count: number) => void): (more: number) => void {
  let count = 0;
  return (more) => {
    const steps = Math.floor(count / step);
    count += more;
    if (Math.floor(count / step) > steps) say(count);
  };
}

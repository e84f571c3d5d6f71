import { resolve } from 'node:path';
import type { Result } from '#lib/core/result.ts';

/** One subcommand of `npm run feed`. */
export interface Command {
  /** Its lines of the usage text, indented by two. */
  usage: string;
  run(args: string[]): Promise<number>;
}

/** What a person can put right: said on standard error, and the exit status is 1. */
export class Refusal extends Error {}

/** Relative names mean the directory that the person stands in. */
export function pathOf(name: string): string {
  return resolve(process.env.ALMSGUARD_CWD ?? process.cwd(), name);
}

/** `--now` makes a run repeatable; without it, this second. */
export function timeOf(now: string | undefined): number {
  const time = now === undefined ? Date.now() : Date.parse(now);
  if (Number.isNaN(time)) throw new Refusal(`--now ${now} is no time. Write it as 2026-01-31T06:00:00Z.`);
  return Math.floor(time / 1000) * 1000;
}

export function only(positionals: string[], what: string): string {
  const [one] = positionals;
  if (one === undefined || positionals.length > 1) throw new Refusal(`Name ${what}, and nothing else.`);
  return one;
}

/** What came out, or the reason why nothing did. */
export function orRefuse<T>(result: Result<T>, of = ''): T {
  if (result.ok) return result.value;
  throw new Refusal(of + result.error.message);
}

/** How far a command is: apart from what it says, which may go into a file. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

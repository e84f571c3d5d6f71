import { ens_normalize } from '@adraffy/ens-normalize/xnf';

/**
 * A name of ENS in its one spelling (ENSIP-15), or `null` where it is none: letters of scripts that do not go together,
 * whole words that look like others, signs that nobody sees. The one door to the library, whose tables are unpacked with the
 * first name that comes through it (docs/adr/019-names-beyond-ascii.md).
 */
export function normalizeEnsName(name: string): string | null {
  try {
    return ens_normalize(name);
  } catch {
    return null;
  }
}

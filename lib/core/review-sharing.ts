/** How cases leave the workspace: in whose name, how far they may go, and to which servers. Types and constants. */

/** Traffic Light Protocol 2.0 (FIRST): how far what is passed on may go. */
export const TLPS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof TLPS)[number];

/** MISP's own: 0 own organisation, 1 community, 2 connected communities, 3 all (core format, 2.2.1). */
export const DISTRIBUTIONS = ['0', '1', '2', '3'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

export const TARGET_KINDS = ['misp', 'taxii'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** A MISP instance. */
export interface MispServer {
  url: string;
  key: string;
}

/** A collection of a TAXII 2.1 server. */
export interface TaxiiServer {
  root: string;
  collection: string;
  /** `name:password`, or what stands in the header `Authorization`. */
  authorization: string;
}

/** Kept on this device only: no export of settings or cases holds any of it. */
export interface ReviewSharing {
  /** Name of the organisation; empty until somebody said it. */
  team: string;
  tlp: Tlp;
  distribution: Distribution;
  misp: MispServer | null;
  taxii: TaxiiServer | null;
}

/** Where cases are passed on to; `null` where nobody has entered it. */
export function targetUrl(
  kind: TargetKind,
  { misp, taxii }: Pick<ReviewSharing, 'misp' | 'taxii'>,
): string | null {
  return (kind === 'misp' ? misp?.url : taxii?.root) ?? null;
}

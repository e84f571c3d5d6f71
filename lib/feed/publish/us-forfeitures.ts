import type { Refusal } from '#lib/core/entry.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { makeClaim } from '../claim.ts';
import { DOJ } from '../sources.ts';
import type { Cases } from './inputs.ts';
import type { Gathered } from './ofac-sdn.ts';

/** The al-Qaeda case whose 155 addresses the tag pack holds. */
const DOCKET_OF_155 = '1:20-cv-02228';

/** Whom the Department's announcement of each case names; the working title of our source is no published name. */
const SUBJECTS: Record<string, string> = {
  '1:20-cv-02142': 'Murat Cakar',
  '1:20-cv-02227': 'al-Qassam Brigades',
  '1:20-cv-02228': 'al-Qaeda',
};

/** Addresses and hosts of the civil forfeiture cases that the Department of Justice filed on 13 August 2020. */
export function gatherForfeitures(cases: Cases, pack: { source: string; addresses: string[] }): Gathered {
  const entries: SourceEntry[] = [];
  const refused: Refusal[] = [];
  for (const { docket: caption, date, judgment, legalBasis, domains } of cases.cases) {
    // "1:20-cv-02228 (D.D.C.) United States v. …"
    const [, number, court] = /^(\S+) (\(\S+\))/.exec(caption ?? '') ?? [];
    if (!number || !date) continue;
    const docket = `${number} ${court}`;
    // A statute is named only where a judgment confirms it.
    const basis = judgment && legalBasis ? `civil forfeiture, ${legalBasis}` : 'civil forfeiture';
    // Case numbers in Justia's links: `1:2020cv02228`.
    const inJustia = number.replace(/:(\d\d)-cv-/, ':20$1cv');
    const evidence = cases.sources.filter(
      (url) => url.includes('justice.gov/opa/pr/') || url.includes(inJustia),
    );
    const claim = makeClaim({
      id: docket,
      authority: DOJ,
      subject: SUBJECTS[number] ?? null,
      legalBasis: `${basis}; ${docket}`,
      jurisdiction: 'US',
      category: 'terrorism',
      tier: 'official',
      confidence: 'court-record',
      status: 'forfeited',
      listed: date,
      urls: evidence,
    });
    if (number === DOCKET_OF_155) {
      const claims = [{ ...claim, urls: [pack.source, ...evidence] }];
      for (const value of pack.addresses) {
        entries.push({ kind: 'address', value, chain: 'bitcoin', flags: [], claims, where: docket });
      }
    }
    for (const { host, status } of domains ?? []) {
      const where = `${docket} ${host}`;
      if (/not a 2020 defendant/.test(status))
        refused.push({ where, value: host, reason: 'not-a-defendant' });
      else entries.push({ kind: 'domain', value: host, chain: null, flags: [], claims: [claim], where });
    }
  }
  return { entries, refused };
}

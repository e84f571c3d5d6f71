import * as v from 'valibot';
import { isIsoDate } from '#lib/core/dates.ts';

/** Source files below the data folder. The publisher reads these and nothing else. */
export const INPUTS = {
  sdn: 'feeds/ofac/ofac_sdn_crypto_2025-11-19.json',
  sdnWebsites: 'feeds/ofac/ofac_sdn_crypto_2025-11-19_websites.json',
  history: 'feeds/ofac/ofac_address_history_from_git.json',
  forfeited: 'feeds/graphsense/aft-alqaeda-forfeit_vc.yaml',
  tornado: 'feeds/graphsense/tornado_cash.yaml',
  cases: 'feeds/cases_2020_2023/seized_and_case_entities.json',
  laterBitcoin: 'feeds/ofac/later_2026/XBT_nhamilton1_2026-07-14.txt',
  laterEvm: 'feeds/ofac/later_2026/EVM_ultrasoundmoney_2026-06-25.csv',
  laterTron: 'feeds/ofac/later_2026/TRX_0xB10C_17121db.txt',
  laterSolana: 'feeds/ofac/later_2026/SOL_0xB10C_17121db.txt',
  laterDogecoin: 'feeds/ofac/later_2026/DOGE_0xB10C_PR25_2026-07-24.txt',
  published: 'feeds/legit/legit_donation_addresses.json',
} as const;
export type InputName = keyof typeof INPUTS;

/** Text of every input. */
export type Inputs = Record<InputName, string>;

const date = v.pipe(v.string(), v.check(isIsoDate, 'no date'));

// Only what the lists need is declared: fields that are not named here are dropped on reading.
const Sdn = v.object({
  dateOfIssue: date,
  parties: v.array(
    v.object({
      profileId: v.number(),
      names: v.array(
        v.object({ name: v.string(), primary: v.boolean(), lowQuality: v.boolean(), script: v.string() }),
      ),
      wallets: v.array(v.object({ currency: v.string(), address: v.string(), featureId: v.number() })),
      sanctionsEntries: v.array(
        v.object({
          events: v.array(v.object({ date, legalBasis: v.object({ short: v.string() }) })),
          programs: v.array(v.string()),
        }),
      ),
    }),
  ),
});
export type Sdn = v.InferOutput<typeof Sdn>;
export type SdnParty = Sdn['parties'][number];

const SdnWebsites = v.array(
  v.object({
    profileId: v.number(),
    name: v.string(),
    programs: v.array(v.string()),
    listed: v.array(date),
    websites: v.array(v.string()),
  }),
);
export type SdnWebsites = v.InferOutput<typeof SdnWebsites>;

const History = v.object({
  addresses: v.array(
    v.object({
      currency: v.string(),
      address: v.string(),
      firstSeen: date,
      /** The history begins with this value: it is older than the date says. */
      firstSeenIsBaseline: v.boolean(),
      removedSeen: v.optional(date),
    }),
  ),
});
export type History = v.InferOutput<typeof History>['addresses'];

const Cases = v.object({
  cases: v.array(
    v.object({
      docket: v.optional(v.string()),
      group: v.string(),
      date: v.optional(date),
      judgment: v.optional(v.string()),
      legalBasis: v.optional(v.string()),
      domains: v.optional(v.array(v.object({ host: v.string(), status: v.string() }))),
    }),
  ),
  sources: v.array(v.string()),
});
export type Cases = v.InferOutput<typeof Cases>;

const Published = v.object({
  generated: date,
  entries: v.array(
    v.object({
      org: v.string(),
      address: v.string(),
      verifyUrl: v.nullable(v.string()),
      source: v.string(),
      evidence: v.string(),
      /** When the source was read: a date, or less. */
      observed: v.string(),
    }),
  ),
});
export type Published = v.InferOutput<typeof Published>;

export const readPublished = (text: string): Published => v.parse(Published, JSON.parse(text));
export const readSdn = (text: string): Sdn => v.parse(Sdn, JSON.parse(text));
export const readSdnWebsites = (text: string): SdnWebsites => v.parse(SdnWebsites, JSON.parse(text));
export const readHistory = (text: string): History => v.parse(History, JSON.parse(text)).addresses;
export const readCases = (text: string): Cases => v.parse(Cases, JSON.parse(text));

/** What a source says of which edition it is; `null` where it is known by its bytes alone. */
export function editionOf(name: InputName, inputs: Inputs): string | null {
  if (name === 'sdn') return `issued ${readSdn(inputs.sdn).dateOfIssue}`;
  if (name === 'published') return `generated ${readPublished(inputs.published).generated}`;
  return null;
}

/** A GraphSense tag pack: its `source` line and the addresses of its tags. No more of YAML is needed. */
export function readTagPack(text: string): { source: string; addresses: string[] } {
  const source = /^source: *(\S+)$/m.exec(text)?.[1];
  const addresses = [...text.matchAll(/^- address: *['"]?([^'"\s]+)/gm)].map((match) => match[1] as string);
  if (!source || addresses.length === 0) throw new Error('a tag pack needs a source and addresses');
  return { source, addresses };
}

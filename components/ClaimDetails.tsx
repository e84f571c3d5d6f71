import type { ReportClaim } from '#lib/core/report.ts';
import { AddressText } from './AddressText.tsx';
import { Fact } from './Fact.tsx';
import { keyOf, useWords } from './i18n.tsx';
import { readProgrammes } from './programmes.ts';

/** Everything one list says of one thing, and what it does not say. */
export function ClaimDetails({ claim }: { claim: ReportClaim }) {
  const { t, date } = useWords();
  const day = (value: string | null) => value && date(value);
  return (
    <>
      <dl class="facts">
        <Fact name="authority">{claim.authority}</Fact>
        <Fact name="subject">{claim.subject}</Fact>
        <Fact name="aliases">{claim.aliases.join('; ')}</Fact>
        <Fact name="programme">{claim.programme && <Programmes text={claim.programme} />}</Fact>
        <Fact name="basis">{claim.legalBasis}</Fact>
        <Fact name="tier">
          {t(keyOf('tier', claim.tier))} ({t(keyOf('confidence', claim.confidence))})
        </Fact>
        <Fact name="status">{t(keyOf('status', claim.status))}</Fact>
        <Fact name={claim.status === 'forfeited' ? 'filed' : 'listed'}>{day(claim.listed)}</Fact>
        <Fact name="until">{day(claim.validUntil)}</Fact>
        <Fact name="delisted">{day(claim.delisted)}</Fact>
        <Fact name="memo">{claim.memo}</Fact>
        <Fact name="match">{t(keyOf('match', claim.match))}</Fact>
        <Fact name="value">{claim.valueChain ? <AddressText text={claim.value} /> : claim.value}</Fact>
        <Fact name="id">{claim.id}</Fact>
      </dl>
      <Unknowns claim={claim} />
    </>
  );
}

function Programmes({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <ul>
      {readProgrammes(text).map(({ code, key }) => (
        <li key={code}>
          {key && `${t(key)}: `}
          <bdi>{code}</bdi> <span class="soft">({t('programme_of_list')})</span>
        </li>
      ))}
    </ul>
  );
}

function Unknowns({ claim }: { claim: ReportClaim }) {
  const { t } = useWords();
  const codes = unknownsOf(claim);
  if (codes.length === 0) return null;
  return (
    <section>
      <h4>{t('unknown_title')}</h4>
      <ul class="plain">
        {codes.map((code) => (
          <li key={code}>{t(`unknown_${code}`)}</li>
        ))}
      </ul>
    </section>
  );
}

/** What a claim leaves open. */
export function unknownsOf({ match, tier, relation, status, listed }: ReportClaim): string[] {
  const codes: string[] = [];
  if (match === 'same-key') codes.push('same_key');
  if (match === 'derived') codes.push('derived');
  if (relation !== 'direct') codes.push(relation);
  if (status === 'forfeited') codes.push('court');
  else if (match === 'exact' && tier === 'official' && listed) codes.push('date');
  if (tier === 'reported') codes.push('reported');
  return codes;
}

import { actOf } from '#lib/core/claim-act.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReportClaim, ReportList } from '#lib/core/report.ts';
import { isLine, whereText } from '#lib/core/where.ts';
import { AddressText } from './AddressText.tsx';
import { Fact } from './Fact.tsx';
import { useWords } from './i18n.tsx';
import { Programmes } from './Programmes.tsx';

interface Props {
  claim: ReportClaim;
  watchlist: readonly Pick<ReportList, 'id' | 'date'>[];
}

/** Everything that one list says of one thing. */
export function ClaimDetails({ claim, watchlist }: Props) {
  const words = useWords();
  const { t, sourceDay } = words;
  const day = (value: string | null) => value && sourceDay(value);
  const data = watchlist.find(({ id }) => id === claim.list)?.date ?? null;
  return (
    <dl class="facts">
      <Fact name="authority">{claim.authority}</Fact>
      <Fact name="subject">{claim.subject}</Fact>
      <Fact name="aliases">{claim.aliases.join('; ')}</Fact>
      <Fact name="programme">{claim.programme && <Programmes text={claim.programme} />}</Fact>
      <Fact name="basis">{claim.legalBasis}</Fact>
      <Fact name="tier">
        {t('with_aside', [t(keyOf('tier', claim.tier)), t(keyOf('confidence', claim.confidence))])}
      </Fact>
      <Fact name="status">{t(keyOf('status', claim.status))}</Fact>
      <Fact name={actOf(claim)}>{day(claim.listed)}</Fact>
      <Fact name="until">{day(claim.validUntil)}</Fact>
      <Fact name="delisted">{day(claim.delisted)}</Fact>
      <Fact name="changed">{day(claim.changed)}</Fact>
      <Fact name="data">{day(data)}</Fact>
      <Fact name="memo">{claim.memo}</Fact>
      <Fact name="match">{t(keyOf('match', claim.match))}</Fact>
      <Fact name="value">{claim.valueChain ? <AddressText text={claim.value} /> : claim.value}</Fact>
      <Fact name="id">
        {(isLine(claim.id) && whereText(claim.id, words)) || <bdi dir="ltr">{claim.id}</bdi>}
      </Fact>
    </dl>
  );
}

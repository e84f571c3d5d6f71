import { AddressText } from '#components/AddressText.tsx';
import { Fact } from '#components/Fact.tsx';
import { useWords } from '#components/i18n.tsx';
import { LevelShape } from '#components/LevelShape.tsx';
import { describePlace } from '#components/Places.tsx';
import { Programmes } from '#components/Programmes.tsx';
import { readWebUrl, SourceLink } from '#components/SourceLink.tsx';
import { actOf } from '#lib/core/claim-act.ts';
import { keyOf, networkOf, sentenceOf } from '#lib/core/reason-text.ts';
import type { ClaimDocument, FailedDocument, FindingDocument, ScanDocument } from '../document.ts';
import { matchOf } from './match.ts';

/** One page and what was found on it. Its address is no link: what stands here is what people should not open by accident. */
export function ScannedPage({ document, picture }: { document: ScanDocument; picture: string | null }) {
  const { t, time, number } = useWords();
  const { url, requestedUrl, title, page, addresses, widgets, unread } = document;
  const found = [...page, ...addresses.filter(({ level }) => level !== 'none')];
  const others = addresses.filter(({ level }) => level === 'none');
  return (
    <details class="page">
      <summary>
        <LevelShape level={document.level} size={16} /> <bdi dir="ltr">{url}</bdi>{' '}
        <bdi class="soft">{title}</bdi>
      </summary>
      <p class="soft">{t('scan_opened', [time(document.scannedAt), document.browser])}</p>
      {requestedUrl && (
        <p class="soft">
          {t('scan_asked')} <bdi dir="ltr">{requestedUrl}</bdi>
        </p>
      )}
      {found.map((finding, at) => (
        <FindingView key={at} finding={finding} />
      ))}
      {others.length > 0 && (
        <details>
          <summary>{t('scan_others', [number(others.length)])}</summary>
          <ul class="plain">
            {others.map((finding, at) => (
              <li key={at}>
                <AddressText text={finding.canonical} />
                <Reasons finding={finding} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {widgets.length > 0 && <h4>{t('also_widgets')}</h4>}
      <ul class="plain">
        {widgets.map(({ provider, host }, at) => (
          <li key={at}>{t('widget_line', [provider, host])}</li>
        ))}
      </ul>
      {unread.length > 0 && <h4>{t('also_unread')}</h4>}
      <ul class="plain">
        {unread.map(({ why, count }, at) => (
          <li key={at}>{tellUnread(t, why, count)}</li>
        ))}
      </ul>
      {picture && <img src={picture} alt={t('scan_picture')} loading="lazy" />}
    </details>
  );
}

const KNOWN_UNREAD: readonly string[] = [
  'not-answering',
  'picture',
  'pdf',
  'too-many-candidates',
  'too-many-places',
  'too-much-text',
  'sign-in',
  'keys',
];

function tellUnread(t: ReturnType<typeof useWords>['t'], why: string, count: number): string {
  return t(keyOf('unread', KNOWN_UNREAD.includes(why) ? why : 'other'), undefined, count);
}

/** Why a page could not be scanned stands in the words of the document, which other programs read. */
export function FailedPage({ document }: { document: FailedDocument }) {
  return (
    <p class="page failed">
      <bdi dir="ltr">{document.url}</bdi>{' '}
      <bdi class="soft" lang="en">
        {document.error.message} ({document.error.code})
      </bdi>
    </p>
  );
}

function FindingView({ finding }: { finding: FindingDocument }) {
  const words = useWords();
  const { t } = words;
  const { level, chain, places } = finding;
  const told = [...new Set(places.map((place) => describePlace(place, words)))];
  const network = chain && networkOf(finding, words);
  return (
    <section class="card" data-level={level}>
      <h3>
        <LevelShape level={level} size={16} /> {t(keyOf('level', level))}
        {network && ` · ${network}`}
      </h3>
      {chain ? <AddressText text={finding.canonical} /> : <bdi dir="ltr">{finding.text}</bdi>}
      <Reasons finding={finding} />
      <ul class="plain soft">
        {told.map((place) => (
          <li key={place}>{place}</li>
        ))}
      </ul>
      {finding.claims.map((claim, at) => (
        <ClaimView key={at} claim={claim} finding={finding} />
      ))}
    </section>
  );
}

function Reasons({ finding }: { finding: FindingDocument }) {
  const words = useWords();
  return (
    <>
      {finding.reasons.map((reason, at) => (
        <p key={at}>{sentenceOf('reason', reason, words)}</p>
      ))}
    </>
  );
}

function ClaimView({ claim, finding }: { claim: ClaimDocument; finding: FindingDocument }) {
  const { t, sourceDay } = useWords();
  const day = (value: string | null) => value && sourceDay(value);
  // Of whose order it is the document says nothing.
  const act = actOf({ ...claim, confidence: 'official-list', jurisdiction: null });
  const source = readWebUrl(claim.url);
  return (
    <dl class="facts">
      <Fact name="authority">{claim.authority}</Fact>
      <Fact name="subject">{claim.subject}</Fact>
      <Fact name="programme">{claim.programme && <Programmes text={claim.programme} />}</Fact>
      <Fact name="tier">{t(keyOf('tier', claim.tier))}</Fact>
      <Fact name="status">{t(keyOf('status', claim.status))}</Fact>
      <Fact name={act}>{day(claim.listed)}</Fact>
      <Fact name="until">{day(claim.validUntil)}</Fact>
      <Fact name="delisted">{day(claim.delisted)}</Fact>
      <Fact name="memo">{claim.memo}</Fact>
      <Fact name="match">{t(keyOf('match', matchOf(claim, finding)))}</Fact>
      <Fact name="id">{claim.id}</Fact>
      {source && (
        <div>
          <dt />
          <dd>
            <SourceLink href={source.href}>{t('source_host', [source.host])}</SourceLink>
          </dd>
        </div>
      )}
    </dl>
  );
}

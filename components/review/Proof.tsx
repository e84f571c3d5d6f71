import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Sha256 } from '#lib/core/review.ts';
import type { KeptProof } from '#lib/core/review-panel.ts';
import { useWords } from '../i18n.tsx';

interface Props {
  hash: Sha256;
  isOpen: boolean;
  proofRef: RefObject<HTMLDetailsElement | null>;
  load(hash: Sha256): Promise<KeptProof | null>;
  onToggle(isOpen: boolean): void;
}

/** What a decision was made on, as it was kept. Read when somebody wants to see it. */
export function Proof({ hash, isOpen, proofRef, load, onToggle }: Props) {
  const { t } = useWords();
  const [proof, setProof] = useState<KeptProof | 'gone' | null>(null);

  useEffect(() => {
    if (!isOpen) return;
    let isCurrent = true;
    let pictures: string[] = [];
    const show = (found: KeptProof | null) => {
      pictures = [found?.plain, found?.marked].filter((url) => typeof url === 'string');
      if (isCurrent) setProof(found ?? 'gone');
      else leave();
    };
    // Each holds its bytes until it is told that nobody looks at them.
    const leave = () => {
      for (const url of pictures) URL.revokeObjectURL(url);
    };
    load(hash).then(show, () => show(null));
    return () => {
      isCurrent = false;
      leave();
      // Evidence of one case must not stand under another until its own is read.
      setProof(null);
    };
  }, [hash, isOpen, load]);

  return (
    <details
      ref={proofRef}
      class="proof"
      open={isOpen}
      onToggle={({ currentTarget }) => onToggle(currentTarget.open)}
    >
      <summary>{t('print_evidence')}</summary>
      {proof === 'gone' && <p class="note">{t('review_proof_gone')}</p>}
      {proof !== null && proof !== 'gone' && <Kept proof={proof} hash={hash} />}
    </details>
  );
}

function Kept({ proof: { evidence, plain, marked }, hash }: { proof: KeptProof; hash: Sha256 }) {
  const { t, date, number, time } = useWords();
  const { report, placements, url, finalUrl, at, lists, extension, browser } = evidence;
  return (
    <>
      <dl class="facts">
        <Row name={t('print_seen')}>{time(at)}</Row>
        <Row name={t('print_page')}>
          <bdi>{report.title}</bdi>
          {url !== undefined && (
            <>
              <br />
              <bdi dir="ltr">{url}</bdi>
            </>
          )}
        </Row>
        {finalUrl !== url && (
          <Row name={t('print_led_to')}>
            <bdi dir="ltr">{finalUrl}</bdi>
          </Row>
        )}
        <Row name={t('print_version')}>{extension}</Row>
        <Row name={t('print_browser')}>{browser}</Row>
        <Row name={t('print_hash')}>
          <code>{hash}</code>
        </Row>
      </dl>
      <h4>{t('review_places', [number(placements.length)])}</h4>
      <ul class="plain">
        {placements
          .filter(({ near }) => near !== '')
          .map(({ frameId, text, index, near }) => (
            <li key={`${frameId} ${text} ${index}`}>
              <q dir="auto">{near}</q>
            </li>
          ))}
      </ul>
      <h4>{t('print_lists')}</h4>
      <ul class="plain">
        {lists.map((list) => (
          <li key={list.id}>
            <bdi>{report.watchlist.find(({ id }) => id === list.id)?.title ?? list.id}</bdi>
            {' · '}
            {date(list.date)}
            <br />
            <code class="soft">{list.hash ?? list.version}</code>
          </li>
        ))}
      </ul>
      {plain === null && marked === null && <p>{t('review_proof_no_pictures')}</p>}
      {evidence.blurred && <p>{t('print_picture_blurred')}</p>}
      {marked && <Picture src={marked} title={t('print_picture_marked')} />}
      {plain && <Picture src={plain} title={t('print_picture_plain')} />}
      <p class="soft">{t('print_limit_hash')}</p>
    </>
  );
}

function Picture({ src, title }: { src: string; title: string }) {
  return (
    <figure>
      <img src={src} alt={title} />
      <figcaption class="soft">{title}</figcaption>
    </figure>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

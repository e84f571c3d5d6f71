import { useLayoutEffect, useRef } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewReason } from '#lib/core/review-acts.ts';
import type { Alike as Offer } from '#lib/core/review-panel.ts';
import { useWords } from '../i18n.tsx';
import { KeyButton } from './KeyButton.tsx';
import type { KeyAct } from './keys.ts';
import { nameOf, reasonText } from './words.ts';

/** Hosts that are named before somebody asks for all. */
const NAMED = 3;

interface Props {
  alike: Offer;
  reasons: readonly ReviewReason[];
  keys: boolean;
  busy: boolean;
  onAct(act: KeyAct): void;
  onLeave(): void;
}

/**
 * New cases with the wallet of the one that was just decided. It stands there and waits: it takes no focus, so that no
 * key that was meant for something else decides anything.
 */
export function Alike({ alike: { one, cases, others }, reasons, keys, busy, onAct, onLeave }: Props) {
  const words = useWords();
  const { t, number } = words;
  const section = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const own = section.current;
    own?.scrollIntoView({ block: 'nearest' });
    // It is gone, and with it what was pressed: whoever hears the page is still here.
    return () => {
      const main = own?.closest('main');
      if (!own?.contains(document.activeElement)) return;
      (main?.querySelector<HTMLElement>('article h2') ?? main?.querySelector<HTMLElement>('h1'))?.focus();
    };
  }, [one.id]);

  const hosts = [...new Set(cases.map(({ host }) => host))];
  const reason = reasons.find(({ id }) => id === one.reason) ?? { id: one.reason ?? '', label: null };
  return (
    <section ref={section} class="note alike" aria-labelledby="alike-title">
      <h2 id="alike-title">{t('review_alike_title', [number(cases.length)])}</h2>
      <p>
        <strong>{t(keyOf('review_state', one.state))}</strong>
        {one.reason !== null && (
          <>
            {' · '}
            <bdi>{reasonText(reason, words)}</bdi>
          </>
        )}
        <br />
        <bdi class="soft">{nameOf(one)}</bdi>
      </p>
      <ul class="hosts">
        {hosts.slice(0, NAMED).map((host) => (
          <li key={host}>
            <bdi dir="ltr">{host}</bdi>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('review_alike_all')}</summary>
        <ul class="plain">
          {cases.map((other) => (
            <li key={other.id}>
              <bdi>{nameOf(other)}</bdi>
              <br />
              <bdi dir="ltr" class="soft">
                {other.url}
              </bdi>
            </li>
          ))}
        </ul>
      </details>
      <p>{t('review_alike_hint')}</p>
      {others > 0 && <p class="soft">{t('review_alike_others', [number(others)])}</p>}
      <p class="buttons">
        <KeyButton act="alike" keys={keys} disabled={busy} onAct={onAct} />
        <button type="button" onClick={onLeave}>
          {t('review_leave')}
        </button>
      </p>
    </section>
  );
}

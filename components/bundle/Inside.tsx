import { useState } from 'preact/hooks';
import type { BundleInside, CheckedBundle } from '#lib/core/bundle-views.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { apart } from '#lib/core/sentences.ts';
import { LEFT_OUT } from '#lib/core/snapshot.ts';
import { useWords } from '../i18n.tsx';
import { FindingLine } from './FindingLine.tsx';

interface Props {
  inside: BundleInside;
  page: CheckedBundle['page'];
}

/** What is in a bundle: findings as text, lists, pictures, and the page where somebody asks for it. */
export function Inside({ inside, page }: Props) {
  const { t, sourceDay } = useWords();
  const { findings, lists, extension, browser } = inside;
  return (
    <>
      <h3>{t('print_found')}</h3>
      {findings.length === 0 ? (
        <p>{t('bundle_no_findings')}</p>
      ) : (
        <ul class="findings">
          {findings.map((finding) => (
            <li key={`${finding.chain} ${finding.canonical}`}>
              <FindingLine finding={finding} />
            </li>
          ))}
        </ul>
      )}
      <Missing inside={inside} />
      <Pictures pictures={inside.pictures} />
      <PageFrame html={inside.html} title={page.title} />
      <details>
        <summary>{t('bundle_made_with')}</summary>
        <p>{t('labelled', [t('print_version'), apart(extension)])}</p>
        <p>{t('labelled', [t('print_browser'), apart(browser)])}</p>
        <ul class="plain">
          {lists.map((list) => (
            <li key={list.id}>
              <bdi>{list.title}</bdi> · {sourceDay(list.date)}
              <br />
              <code class="soft" dir="ltr">
                {list.hash ?? list.version}
              </code>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** What is not in it of what somebody saw. */
function Missing({ inside: { capture } }: Pick<Props, 'inside'>) {
  const { t, number } = useWords();
  const missing = LEFT_OUT.flatMap((what) => {
    const count = capture.left[what] ?? 0;
    return count > 0 ? [t(keyOf('bundle_left', what), [number(count)])] : [];
  });
  if (capture.blurred) missing.push(t(capture.left.key ? 'bundle_blurred_key' : 'print_picture_blurred'));
  if (capture.picture !== 'whole') missing.push(t(keyOf('bundle_picture', capture.picture)));
  if (missing.length === 0) return null;
  return (
    <>
      <h3>{t('bundle_left_title')}</h3>
      <ul class="plain">
        {missing.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function Pictures({ pictures }: Pick<BundleInside, 'pictures'>) {
  const { t } = useWords();
  const shown = [
    { src: pictures.whole, title: t('bundle_whole') },
    { src: pictures.marked, title: t('print_picture_marked') },
    { src: pictures.plain, title: t('print_picture_plain') },
  ].filter(({ src }) => src !== null);
  if (shown.length === 0) return null;
  return (
    <details>
      <summary>{t('bundle_pictures')}</summary>
      {shown.map(({ src, title }) => (
        <figure key={title}>
          <img src={src ?? ''} alt={title} loading="lazy" />
          <figcaption class="soft">{title}</figcaption>
        </figure>
      ))}
    </details>
  );
}

/** The page, in a frame in which nothing runs, loads or leads elsewhere. */
function PageFrame({ html, title }: { html: string; title: string }) {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen) {
    return (
      <p class="buttons">
        <button type="button" onClick={() => setIsOpen(true)}>
          {t('bundle_show_page')}
        </button>
      </p>
    );
  }
  return (
    <figure>
      <iframe
        class="page"
        sandbox=""
        srcdoc={html}
        title={t('bundle_page', [title])}
        referrerpolicy="no-referrer"
      />
      <figcaption class="soft">{t('bundle_page_note')}</figcaption>
    </figure>
  );
}

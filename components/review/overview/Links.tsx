import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import type { LinkGroup, LinkKind } from '#lib/core/review-views.ts';
import { useWords } from '../../i18n.tsx';
import { nameOf } from '../words.ts';
import { type Graph, layOut, SIDE } from './graph-layout.ts';
import { linkTo } from './use-route.ts';

interface Props {
  one: ReviewCase;
  groups: readonly LinkGroup[];
  get(id: string): ReviewCase | null;
}

/** What is shared, in words that stand elsewhere as well where they can. */
const KINDS: Record<LinkKind, string> = {
  wallet: 'overview_link_wallet',
  widget: 'print_widget',
  host: 'print_host',
  indicator: 'overview_link_indicator',
};
/** Half the side of what is shared, and the radius of a case. */
const SHARE = 11;
const DOT = 14;

/** What a case shares with others: drawn, and as a list that says the same. */
export function Links({ one, groups, get }: Props) {
  const { t } = useWords();
  if (groups.length === 0) return <p class="soft">{t('overview_no_links')}</p>;
  const graph = layOut(groups);
  return (
    <div class="links">
      {graph.cases.length > 0 && <Drawing one={one} graph={graph} get={get} />}
      <List groups={groups} graph={graph} get={get} />
    </div>
  );
}

function List({ groups, graph, get }: { groups: readonly LinkGroup[]; graph: Graph; get: Props['get'] }) {
  const { t, number } = useWords();
  const numbers = new Map(graph.cases.map((one) => [one.id, one.number]));
  const letters = new Map(graph.shares.map(({ group, letter }) => [group, letter]));
  return (
    <ul class="shared">
      {groups.map((group) => (
        <li key={`${group.kind} ${group.value}`}>
          <p>
            {letters.has(group) && (
              <span class="called" aria-hidden="true">
                {letters.get(group)}
              </span>
            )}{' '}
            <strong>{t(KINDS[group.kind])}</strong> <Value group={group} />{' '}
            <span class="soft">{t('overview_link_others', [number(group.count)])}</span>
          </p>
          {group.cases.length === 0 ? (
            <p class="soft">{t('overview_link_many')}</p>
          ) : (
            <ul class="plain">
              {group.cases.map((id) => {
                const other = get(id);
                const place = numbers.get(id);
                return (
                  other && (
                    <li key={id}>
                      <a href={linkTo({ part: 'case', id })}>
                        <bdi>{nameOf(other)}</bdi>
                      </a>{' '}
                      <span class="soft">
                        {t(keyOf('review_state', other.state))}
                        {place !== undefined && <span aria-hidden="true"> · {number(place)}</span>}
                      </span>
                    </li>
                  )
                );
              })}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Value({ group: { kind, value } }: { group: LinkGroup }) {
  const { t } = useWords();
  if (kind === 'indicator') return <span>{t(keyOf('indicator', value))}</span>;
  return <code dir="ltr">{value}</code>;
}

/** Every case in it leads there, by mouse and by keyboard. */
function Drawing({ one, graph, get }: { one: ReviewCase; graph: Graph; get: Props['get'] }) {
  const { t, number } = useWords();
  const { centre, shares, cases, lines, isPart } = graph;
  const about = t('overview_graph', [nameOf(one), number(cases.length)]);
  return (
    <figure class="graph">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with links in it is no fieldset. */}
      <svg viewBox={`0 0 ${SIDE} ${SIDE}`} role="group" aria-label={about}>
        {lines.map(({ kind, from, to }) => (
          <line
            key={`${from.x} ${from.y} ${to.x} ${to.y}`}
            class={kind}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
          />
        ))}
        <circle class="own" cx={centre.x} cy={centre.y} r={DOT} />
        {shares.map(({ x, y, kind, letter, group }) => (
          <g key={letter} class={`share ${kind}`}>
            <title>
              {t('labelled', [
                t(KINDS[kind]),
                kind === 'indicator' ? t(keyOf('indicator', group.value)) : group.value,
              ])}
            </title>
            <rect x={x - SHARE} y={y - SHARE} width={2 * SHARE} height={2 * SHARE} rx="3" />
            <text x={x} y={y}>
              {letter}
            </text>
          </g>
        ))}
        {cases.map(({ id, x, y, number: place }) => {
          const other = get(id);
          const name = other ? t('with_aside', [nameOf(other), t(keyOf('review_state', other.state))]) : id;
          return (
            <a key={id} href={linkTo({ part: 'case', id })} aria-label={name}>
              <title>{name}</title>
              <circle class="other" data-state={other?.state} cx={x} cy={y} r={DOT} />
              <text x={x} y={y}>
                {number(place)}
              </text>
            </a>
          );
        })}
      </svg>
      {isPart && <figcaption class="soft">{t('overview_graph_part')}</figcaption>}
    </figure>
  );
}

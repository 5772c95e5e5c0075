import { grouped, identitiesOf, many, placesOf } from '../../model/many.ts';
import { isLink } from '../../render/safe.ts';
import { styleHash, styleSheet } from '../../render/html/style.ts';
import { contentsList } from '../../render/html/contents.ts';
import { keptTogether } from '../../render/html/together.ts';
import { commandBlock, commandWords, recordBlock } from '../../render/html/paste.ts';
import { owners, stepText } from '../../render/words.ts';
import { xml } from '../../render/xml.ts';
import { actOf } from '../acts.ts';
import { otherActs } from '../causes.ts';
import type { SurveyCause, SurveyPlace, SurveyReport } from '../document.ts';
import type { IdentityLine } from '../lines.ts';
import { changesOf, suchAs } from './example.ts';
import { headlineOf, verdictMarks } from './headline.ts';
import { tenantTitle } from './tenant-lines.ts';
import { closedWord, isListKnown, unitsOf } from './units.ts';

/** Identities that are listed below a cause; the csv holds all. */
const mostListed = 500;

/** A page without scripts: totals, causes with their identities folded away, places. */
export async function renderSurveyHtml(
  report: SurveyReport,
  lines: () => AsyncIterable<IdentityLine>,
): Promise<string> {
  const { tool, totals, causes, places, unknown, notes, takenAt, compared, tenants } = report;
  const lists = await listsOf(lines(), new Set(causes.map(keyOf)));
  const contents = contentsList([
    ...(compared === null ? [] : [{ id: 'compared', name: 'Since the earlier state', count: null }]),
    ...causes.map((cause, at) => ({ id: causeId(at), name: xml(cause.title), count: cause.count })),
    ...(tenants.troubled === 0
      ? []
      : [{ id: 'tenants', name: xml(tenantTitle(tenants)), count: tenants.troubled }]),
    { id: 'places', name: 'Accounts and Regions', count: places.length },
    ...(unknown.length === 0 ? [] : [{ id: 'unknown', name: 'Without an answer', count: unknown.length }]),
  ]);
  return keptTogether(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'">
<title>Survey of ${identitiesOf(totals.identities)}</title><style>${styleSheet}</style></head><body>
<p class="dim">ses-doctor ${xml(tool.version)} survey</p>
<h1><span class="${report.verdict === 'warn' ? 'warn-text' : report.verdict}">${verdictMarks[report.verdict]}</span> ${xml(headlineOf(report))}</h1>
<p class="dim">${identitiesOf(totals.identities)}, ${many(totals.accounts, 'account')}, ${many(totals.regions, 'Region')} · ${grouped(totals.lookedAt)} looked at${totals.notLookedAt === 0 ? '' : `, ${grouped(totals.notLookedAt)} not`}${totals.cannotSend === 0 ? '' : `, ${grouped(totals.cannotSend)} cannot send`} · ${xml(takenAt.slice(0, 16).replace('T', ' '))} UTC</p>
${contents}
${comparedPart(report)}
${causes.length === 0 ? '<p>No cause was found.</p>' : causes.map((cause, at) => article(cause, at, lists.get(keyOf(cause)))).join('\n')}
${tenantsPart(report)}
<h2 id="places">Accounts and Regions</h2>
<table><thead><tr>${['Account', 'Region', 'Identities', 'Failing', 'Warnings', 'Not answered', 'Worst', 'Cause'].map((one) => `<th>${one}</th>`).join('')}</tr></thead><tbody>${places.map(placeRow).join('')}</tbody></table>
${unknown.length === 0 ? '' : `<h2 id="unknown">Without an answer</h2><ul>${unknown.map((one) => `<li>${unitsOf(one.of, one.count)}: ${xml(one.message + (one.of === 'places' ? '' : suchAs(one.examples)))} <code>${xml(one.action ?? one.reason)}</code>${one.counts ? '' : ' (does not count)'}</li>`).join('')}</ul>`}
${nowherePart(report)}
${notes.map((note) => `<p class="dim">${xml(note)}</p>`).join('')}
</body></html>
`);
}

/** What changed since an earlier state. */
const comparedPart = ({ compared }: SurveyReport): string =>
  compared === null
    ? ''
    : `<h2 id="compared">Since the earlier state</h2><ul>${changesOf(compared)
        .map(([word, told]) => `<li>${word}: ${xml(told)}</li>`)
        .join('')}</ul>`;

/** Names that no place has. */
const nowherePart = ({ nowhere }: SurveyReport): string =>
  nowhere.length === 0
    ? ''
    : `<details><summary>${many(nowhere.length, 'name')} found nowhere</summary><ul>${nowhere
        .slice(0, mostListed)
        .map((name) => `<li>${xml(name)}</li>`)
        .join(
          '',
        )}</ul>${nowhere.length > mostListed ? '<p class="dim">The others are in --format csv.</p>' : ''}</details>`;

/** Tenants to which something is not associated, with a list of what associates it to paste. */
function tenantsPart({ tenants: { lookedAt, paused, troubled, missing } }: SurveyReport): string {
  if (troubled === 0) return '';
  const rows = missing.map(
    ({ account, region, tenant, missing: lacks }) =>
      `<tr><td data-label="Tenant">${xml(tenant)}</td><td data-label="Account">${xml(account)}</td><td data-label="Region">${xml(region)}</td><td data-label="Missing">${xml(lacks.join(' '))}</td></tr>`,
  );
  const commands = missing.flatMap((one) => one.commands);
  return `<h2 id="tenants">${tenantTitle({ paused })}</h2><p>${grouped(troubled)} of ${many(lookedAt, 'tenant')}. Which templates a tenant sends with is not known here.</p>
<details${missing.length <= 10 ? ' open' : ''}><summary>${many(troubled, 'tenant')}</summary><table><thead><tr>${['Tenant', 'Account', 'Region', paused > 0 ? 'What is wrong' : 'Missing'].map((one) => `<th>${one}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>${troubled > missing.length ? '<p class="dim">The others are in --format csv.</p>' : ''}</details>
${commands.length === 0 ? '' : `<details><summary>${many(commands.length, 'command')}</summary><pre>${commands.map(commandWords).join('\n')}</pre></details>`}`;
}

interface CauseList {
  count: number;
  items: string[];
}

/** Tells causes apart. */
const keyOf = ({ code, act }: Pick<SurveyCause, 'code' | 'act'>): string => JSON.stringify([code, act]);

/** Who has each cause, in one pass over the lines. `known`: the causes that stand apart. */
async function listsOf(
  lines: AsyncIterable<IdentityLine>,
  known: ReadonlySet<string>,
): Promise<ReadonlyMap<string, CauseList>> {
  const lists = new Map<string, CauseList>();
  for await (const { account, region, identity, findings } of lines) {
    const keys = findings.flatMap(({ code, cause, subject, words }) => {
      if (!cause || words === null) return [];
      const own = keyOf({ code, act: actOf(words.fix, { account, region, identity, subject }) });
      return known.has(own) ? own : keyOf({ code, act: otherActs });
    });
    for (const key of new Set(keys)) {
      const list = lists.get(key) ?? { count: 0, items: [] };
      lists.set(key, list);
      list.count += 1;
      if (list.items.length < mostListed) list.items.push(`${identity} (${account} ${region})`);
    }
  }
  return lists;
}

const causeId = (at: number): string => `cause-${at + 1}`;

function article(cause: SurveyCause, at: number, list: CauseList | undefined): string {
  const {
    code,
    severity,
    count,
    sends,
    places,
    tenants,
    title,
    because,
    impact,
    fix,
    references,
    groups,
    leadsTo,
  } = cause;
  const together = places === 1 ? [] : groups.filter((group) => group.count > 1);
  return `<article id="${causeId(at)}" class="${severity}"><h3>${places > 0 ? `${placesOf(places)} with ${identitiesOf(count)}` : tenants > 0 ? many(tenants, 'tenant') : identitiesOf(count)}: ${xml(title)}</h3><p class="dim"><code>${xml(code)}</code> · ${severity}${sends === null ? '' : ` · ${grouped(Math.round(sends))} messages a day`}</p>
<p>${xml(because)}</p><p>${xml(impact)}</p>${leadsTo.length === 0 ? '' : `<p>From it follows: ${xml(leadsTo.join(', '))}</p>`}
<ol>${fix.map(({ text, owner, command, record }) => `<li>${xml(stepText(text) + owners[owner])}${command === null ? '' : commandBlock(command)}${record === null ? '' : recordBlock(record)}</li>`).join('')}</ol>
${together.length === 0 ? '' : `<p>Together: ${together.map((group) => `${grouped(group.count)} ${group.by === 'provider' ? 'on the name servers of' : 'in'} ${xml(group.name)}`).join(', ')}</p>`}
${list === undefined ? '' : `<details><summary>${identitiesOf(list.count)}</summary><ul>${list.items.map((item) => `<li>${xml(item)}</li>`).join('')}</ul>${list.count > list.items.length ? '<p class="dim">The others are in --format csv.</p>' : ''}</details>`}
${references
  .filter(isLink)
  .map((url) => `<p class="more"><a href="${xml(url)}" rel="noreferrer">${xml(url)}</a></p>`)
  .join('')}</article>`;
}

const classes: Readonly<Record<Exclude<SurveyPlace['worst'], null>, string>> = {
  ...{ crash: 'crash', fail: 'fail', unknown: 'unknown', warn: 'warning', pass: 'pass' },
};

function placeRow(place: SurveyPlace): string {
  const numbers = [
    ['Identities', place.identities],
    ['Failing', place.failing],
    ['Warnings', place.warned],
    ['Not answered', place.unknown],
  ] as const;
  const isListed = isListKnown(place);
  const worst = closedWord(place.state) ?? place.worst ?? '–';
  return `<tr><td data-label="Account">${xml(place.account)}</td><td data-label="Region" class="short">${xml(place.region)}</td>${numbers.map(([label, one]) => `<td data-label="${label}">${isListed ? grouped(one) : '–'}</td>`).join('')}<td data-label="Worst" class="${place.worst === null ? 'dim' : classes[place.worst]}">${worst}</td>${place.because === null ? '<td></td>' : `<td data-label="Cause">${xml(place.because)}</td>`}</tr>`;
}

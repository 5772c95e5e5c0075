import type { Colours } from '../../render/text/colours.ts';
import { safe } from '../../render/safe.ts';
import { hang } from '../../render/wrap.ts';
import { grouped, identitiesOf, many, placesOf } from '../../model/many.ts';
import type { SurveyPlace, SurveyReport } from '../document.ts';
import { stamp } from '../age.ts';
import { noIdentities, notAllSeen } from '../place-lines.ts';
import { worstFirst, worstWords } from './worst.ts';

/** The mark of a verdict, before the headline. */
export const verdictMarks = { pass: '✓', warn: '!', fail: '✗', unknown: '?', crash: '✗' } as const;

/** The verdict in a line, and how much was looked at. */
export function headlines(report: SurveyReport, colours: Colours, width: number): readonly string[] {
  const { totals, verdict, kept } = report;
  const paint = verdict === 'pass' ? colours.green : verdict === 'warn' ? colours.yellow : colours.red;
  const statuses = Object.entries(totals.statuses).map(
    ([status, number]) => `${grouped(number)} ${safe(status)}`,
  );
  const failed = failedOf(report.places);
  const where =
    totals.regions === 0 && failed > 0
      ? `Which identities there are could not be seen in ${placesOf(failed)}`
      : `${identitiesOf(totals.identities)} in ${many(totals.accounts, 'account')} and ${many(totals.regions, 'Region')}`;
  const more = [
    ...(totals.regions > 0 && failed > 0 ? [`nothing could be seen in ${placesOf(failed)}`] : []),
    ...(totals.notLookedAt > 0 && (totals.lookedAt > 0 || unseenIn(report.places).length === 0)
      ? [`${grouped(totals.notLookedAt)} not looked at`]
      : []),
    ...(totals.cannotSend > 0 ? [`${grouped(totals.cannotSend)} cannot send`] : []),
    ...(kept === null
      ? []
      : [
          `${kept.identities > kept.partly ? `${grouped(kept.identities - kept.partly)} as` : kept.identities > 0 ? `part of what ${grouped(kept.partly)} are judged by is as` : kept.lists > 0 ? 'the list is as' : 'part of the account settings is as'} of ${stamp(kept.since)}, from the state`,
        ]),
    ...(statuses.length > 0 ? [`verification ${statuses.join(', ')}`] : []),
  ];
  return [
    ...hang(headlineOf(report), width, `${verdictMarks[verdict]} `).map((line) => paint(colours.bold(line))),
    ...hang([where, ...more].join('; '), width, '  '),
  ];
}

/** What was found, in a line. A first look says that it is one before anything else. */
export function headlineOf({ totals, tenants, unknown, places, nowhere }: SurveyReport): string {
  const { lookedAt, failing, withAccount, warned, soundInBulk, sound } = totals;
  const both = failing + warned + totals.unknown + soundInBulk + sound - lookedAt;
  const isPart = lookedAt > 0 && unknown.some(({ reason, counts }) => reason === 'not-asked' && !counts);
  const told = [
    ...(failing > 0
      ? [
          `${grouped(failing)} failing${withAccount === 0 ? '' : withAccount === failing ? ' because of their account' : ` (${grouped(withAccount)} of them because of their account)`}`,
        ]
      : []),
    ...(warned > 0 ? [`${grouped(warned)} with warnings`] : []),
    ...(totals.unknown > 0
      ? [
          `${grouped(totals.unknown)} not fully answered${both > 0 ? ` (${grouped(both)} of them failing)` : ''}`,
        ]
      : []),
    ...(tenants.unknown > 0 ? [`${many(tenants.unknown, 'tenant')} not fully answered`] : []),
    ...(tenants.unlisted > 0 ? [`the tenants of ${placesOf(tenants.unlisted)} not looked at`] : []),
    ...(tenants.paused > 0 ? [`${many(tenants.paused, 'tenant')} paused`] : []),
    ...(tenants.incomplete > 0 ? [`${many(tenants.incomplete, 'tenant')} with missing associations`] : []),
    ...(soundInBulk > 0 ? [`${grouped(soundInBulk)} sound in bulk (not asked about one by one)`] : []),
    ...(sound > 0 ? [`${grouped(sound)} sound`] : []),
    ...(lookedAt === 0 ? [...soundTenants(tenants), ...placesTold(places)] : []),
  ];
  const part = isPart ? `First look at ${grouped(lookedAt)} of ${identitiesOf(totals.identities)}: ` : '';
  if (told.length === 0 && (lookedAt > 0 || unseenIn(places).length === 0))
    return part + nothingTold(places, nowhere.length);
  // What is sound elsewhere says nothing of an account that could not be seen into.
  const failed = failedOf(places);
  const unseen = lookedAt === 0 ? unseenIn(places).reduce((sum, { identities }) => sum + identities, 0) : 0;
  return (
    part +
    [
      ...told,
      ...(unseen > 0 ? [`${identitiesOf(unseen)} not looked at`] : []),
      ...(failed > 0 ? [`no answer from ${placesOf(failed)}`] : []),
    ].join(', ')
  );
}

/** Accounts and Regions of which not even the list could be had. */
const failedOf = (places: readonly SurveyPlace[]): number =>
  places.filter(({ state, identities }) => state === 'failed' && identities === 0).length;

/** A Region that has identities, none of which was named. */
export const isOfOthers = ({ state, identities, because }: SurveyPlace): boolean =>
  state === 'open' && identities === 0 && because !== noIdentities;

/** Why nothing was looked at. */
function nothingTold(places: readonly SurveyPlace[], nowhere: number): string {
  const failed = failedOf(places);
  const open = places.filter(({ state }) => state === 'open');
  if (failed > 0) return `Nothing could be looked at: no answer from ${placesOf(failed)}`;
  if (open.some(isOfOthers))
    return `Nothing was looked at: ${nowhere === 1 ? 'the name that was asked for is not' : 'none of the names that were asked for is'} in ${placesOf(open.length)}`;
  if (open.length > 0 && open.every(({ identities }) => identities === 0))
    return `Nothing was looked at: no identities in ${placesOf(open.length)}`;
  return 'Nothing was looked at';
}

/** Known to be unknown only because the run did not come to all of its identities. */
export const isNotAllSeen = (place: SurveyPlace): boolean =>
  place.worst === 'unknown' && place.because === notAllSeen(place);

/** Where no identity was looked at: what the settings of the accounts say. */
const placesTold = (places: readonly SurveyPlace[]): readonly string[] =>
  worstFirst.flatMap((worst) => {
    const seen = places.filter(
      (one) => one.worst === worst && one.state === 'open' && one.identities > 0 && !isNotAllSeen(one),
    );
    return seen.length > 0 ? [`${placesOf(seen.length)} ${worstWords[worst]}`] : [];
  });

/** Where no identity was looked at: how many tenants lack nothing. */
function soundTenants({ lookedAt, troubled, unknown }: SurveyReport['tenants']): readonly string[] {
  const sound = lookedAt - troubled - unknown;
  return sound > 0 ? [`${many(sound, 'tenant')} sound`] : [];
}

/** Accounts and Regions whose list is known and of which nothing else is. */
const unseenIn = (places: readonly SurveyPlace[]): readonly SurveyPlace[] =>
  places.filter((one) => one.state === 'open' && one.identities > 0 && isNotAllSeen(one));

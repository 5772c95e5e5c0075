import { grouped } from '../../model/many.ts';
import { defineFact } from '../../model/fact.ts';
import { sesRegion, sesRegions } from '../../knowledge/regions.ts';
import { regionsOf } from '../../model/symptom.ts';
import type { Target } from '../../model/target.ts';
import type { Why } from '../../model/unavailable.ts';
import { coverage } from './coverage.ts';
import { askLineage, coveringOf } from './reply.ts';

/** Where else an identity is set up. */
export interface Elsewhere {
  /** The Regions asked; empty when there was no need to ask. */
  asked: readonly string[];
  /** Regions in which a verified identity covers the sender, the environment's first. */
  verified: readonly { region: string; name: string }[];
  /** Regions that did not answer. One that is not opted in says nothing and is left out. */
  silent: readonly { region: string; why: Why }[];
}

/**
 * Looks for the sender in the other Regions: in all of them when no verified identity covers it here, and in the
 * Region of the environment when a symptom names another one; in those that the symptom names beside this run's, too.
 */
export const elsewhere = defineFact({
  id: 'identity-elsewhere',
  per: 'identity',
  title: 'the sender in other Regions',
  actions: ['ses:GetEmailIdentity'],
  from: { coverage },
  async gather({ aws, target, subject, progress }, { coverage }): Promise<Elsewhere> {
    const missing = coverage.kind === 'absent' || coverage.kind === 'unverified';
    const asked = [
      ...new Set([
        ...(target.otherRegion === null ? [] : [target.otherRegion]),
        ...sentThrough(target).filter((one) => sesRegion(one)?.partition === partitionOf(target.region)),
        ...(missing ? otherRegions(target) : []),
      ]),
    ];
    if (asked.length > 1) progress(`the sender in ${grouped(asked.length)} other Regions`);
    const views = await Promise.all(
      asked.map(async (region) => ({ region, lineage: await askLineage(aws, subject, region) })),
    );
    const verified = views.flatMap(({ region, lineage }) => {
      const by = coveringOf(lineage);
      return by === null ? [] : [{ region, name: by.name }];
    });
    const silent = views.flatMap(({ region, lineage }) => {
      if (coveringOf(lineage) !== null) return [];
      const failed = lineage.flatMap(({ answer }) => (answer.ok ? [] : [answer.why]))[0];
      return failed === undefined || failed.reason === 'region-not-enabled' ? [] : [{ region, why: failed }];
    });
    return { asked, verified, silent };
  },
});

/**
 * The Regions beside that of this run through which was sent, by the words of the symptom: one paste may hold errors of several. The
 * first three.
 */
export function sentThrough({
  region,
  regionSource,
  otherRegion,
  symptom,
}: Pick<Target, 'region' | 'regionSource' | 'otherRegion' | 'symptom'>): readonly string[] {
  if (symptom === null) return [];
  const refused = symptom.candidates.filter(({ code }) => code.startsWith('identity/'));
  const named = new Set([
    ...(regionSource !== 'symptom' && otherRegion !== null ? [otherRegion] : []),
    ...refused.flatMap((one) => regionsOf(one, symptom)),
  ]);
  return [...named].filter((one) => one !== region).slice(0, 3);
}

const partitionOf = (region: string | null): string =>
  sesRegion(region ?? '')?.partition ?? (region?.startsWith('us-gov-') === true ? 'aws-us-gov' : 'aws');

/** The Regions of the same partition: credentials are good for no other. */
export function otherRegions({ region, otherRegion }: Target): readonly string[] {
  const partition = partitionOf(region);
  return sesRegions
    .filter((one) => one.partition === partition && one.name !== region && one.name !== otherRegion)
    .map(({ name }) => name);
}

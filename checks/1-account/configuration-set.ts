import { defineCheck, notApplicable, unanswered } from '../../src/model/check.ts';
import { configurationSetSpellings, type SimilarSets } from '../../src/facts/configuration-set/spellings.ts';
import {
  configurationSetsInForce,
  idleDefaults,
  type SetInForce,
} from '../../src/facts/configuration-set/configuration-set.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { refute } from '../../src/model/refute.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { type InForce, fourHours, problems } from './configuration-set.words.ts';

export default defineCheck({
  id: 'configuration-set',
  title: 'Configuration sets',
  why: 'A configuration set can pause mail, drop it when the receiver has no TLS, or give up on it early; if it is missing, every send fails.',
  needs: { target, configurationSetsInForce, symptom },
  enrichment: { configurationSetSpellings, idleDefaults },

  problems,

  settles: ['configuration-set/max-delivery-short'],

  evaluate({
    target: { region, tenant, configurationSet: used },
    configurationSetsInForce: inForce,
    configurationSetSpellings,
    idleDefaults,
    symptom,
  }) {
    if (inForce.length === 0)
      return notApplicable(
        'no configuration set is named, and no sender has a default one',
        '--configuration-set',
      );
    const similar: SimilarSets = valueOr(configurationSetSpellings, {});
    const near = (name: string): readonly string[] => similar[name] ?? [];
    const missing = inForce.filter(({ settings }) => settings.ok && settings.value === null);
    const named = inForce.filter(({ why }) => why === 'named');
    const namedExists =
      named.length > 0 && named.every(({ settings }) => settings.ok && settings.value !== null);
    const open = inForce
      .filter(isToldOnce)
      .flatMap(({ settings, ...set }) =>
        settings.ok && settings.value !== null ? [{ set, settings: settings.value }] : [],
      );
    const about = (set: Omit<SetInForce, 'settings'>) => aboutSet(region, set);
    const others = used === null ? [] : valueOr(idleDefaults, []);
    const timedOut =
      symptom?.candidates.some(({ code }) => code === 'configuration-set/max-delivery-short') ?? false;
    return [
      ...missing.map((set) =>
        set.why === 'named'
          ? ({
              problem: 'configuration-set/not-found',
              data: { ...about(set).data, near: near(set.name) },
              subject: set.name,
            } as const)
          : ({
              problem: 'configuration-set/default-missing',
              subject: about(set).subject,
              data: { ...about(set).data, near: near(set.name) },
            } as const),
      ),
      ...open
        .filter(({ settings }) => !settings.sendingEnabled)
        .map(({ set }) => ({ problem: 'configuration-set/sending-paused' as const, ...about(set) })),
      ...open
        .filter(({ settings }) => settings.delivery.tlsRequired)
        .map(({ set }) => ({ problem: 'configuration-set/tls-required' as const, ...about(set) })),
      ...open.flatMap(({ set, settings: { delivery } }) => {
        const seconds = delivery.maxDeliverySeconds;
        if (seconds === null || seconds >= fourHours) return [];
        const { data, ...more } = about(set);
        return [
          {
            problem: 'configuration-set/max-delivery-short' as const,
            ...more,
            data: { ...data, seconds, timedOut },
          },
        ];
      }),
      ...open
        .filter(({ settings }) => settings.suppression.scope === 'TENANT' && tenant === null)
        .map(({ set }) => ({ problem: 'configuration-set/tenant-required' as const, ...about(set) })),
      ...inForce.flatMap(({ settings }) => unanswered(settings)),
      ...aboutIdle(region, others, used ?? ''),
      ...others.flatMap(({ settings }) => unanswered(settings, false)),
      ...(namedExists && !namesAnother(symptom, 'configuration-set/not-found', inForce)
        ? refute(
            symptom,
            ['configuration-set/not-found'],
            null,
            'the configuration set that is named exists in this Region',
          )
        : []),
      ...[...new Set(open.map(({ set: { name } }) => name))].flatMap((name) =>
        refute(
          naming(symptom, 'configuration-set/not-found', name),
          ['configuration-set/not-found'],
          name,
          `the configuration set ${name} exists in this Region`,
        ),
      ),
      ...open
        .filter(({ settings: { sendingEnabled } }) => sendingEnabled)
        .flatMap(({ set: { name } }) =>
          refute(
            naming(symptom, 'configuration-set/sending-paused', name),
            ['configuration-set/sending-paused'],
            name,
            `the configuration set ${name} is not paused`,
          ),
        ),
      ...(inForce.every(({ settings }) => settings.ok && settings.value?.sendingEnabled !== false) &&
      !namesAnother(symptom, 'configuration-set/sending-paused', inForce)
        ? refute(symptom, ['configuration-set/sending-paused'], null, 'no configuration set in use is paused')
        : []),
    ];
  },

  observed: ({ configurationSetsInForce: inForce }) =>
    inForce.length === 0 ? null : [...new Set(inForce.map(({ name }) => name))].join(', '),
});

/** What is wrong with default sets that the mail of this run does not go through: mail that names no set does. */
const aboutIdle = (region: string | null, sets: readonly SetInForce[], used: string) => [
  ...sets
    .filter(({ settings }) => settings.ok && settings.value === null)
    .map((set) => {
      const { subject, data } = aboutSet(region, set);
      return {
        problem: 'configuration-set/default-missing' as const,
        subject,
        data: { ...data, used, near: [] },
      };
    }),
  ...sets
    .filter(({ settings }) => settings.ok && settings.value?.sendingEnabled === false)
    .map((set) => {
      const { subject, data } = aboutSet(region, set);
      return { problem: 'configuration-set/sending-paused' as const, subject, data: { ...data, used } };
    }),
];

/** The symptom as far as a code of it names this set: who does not name one may mean another. */
const naming = (symptom: Symptom | null, code: string, name: string): Symptom | null =>
  symptom === null
    ? null
    : {
        ...symptom,
        candidates: symptom.candidates.filter((one) => one.code === code && one.subject === name),
      };

/** Whether a code of the symptom names a set that is none of those in force: what is seen of them says nothing of it. */
const namesAnother = (symptom: Symptom | null, code: string, inForce: readonly SetInForce[]): boolean =>
  symptom?.candidates.some(
    (one) => one.code === code && one.subject !== null && inForce.every(({ name }) => name !== one.subject),
  ) ?? false;

/** A set that a send names and that a sender has by default anyway is one set, with one finding: that of the sender. */
const isToldOnce = ({ name, why }: SetInForce, _: number, all: readonly SetInForce[]): boolean =>
  why !== 'named' || !all.some((other) => other.why !== 'named' && other.name === name);

/** A default set is the business of its identity, so that its findings join those of that sender. */
function aboutSet(
  region: string | null,
  { name: set, why }: Omit<SetInForce, 'settings'>,
): { data: InForce; subject: string } {
  if (why === 'named') return { data: { region, set, defaultOf: null }, subject: set };
  return { data: { region, set, defaultOf: why.defaultOf }, subject: why.defaultOf };
}

import { defineFact, each } from '../../model/fact.ts';
import { type Answer, answerOf, Unavailable } from '../../model/unavailable.ts';
import { askConfigurationSet, type ConfigurationSet } from './reply.ts';
import { covering } from '../identity/identity.ts';
import { isConfigurationSetName } from '../../knowledge/set-names.ts';
import { toldOfRegion } from '../../model/symptom.ts';
import type { Target } from '../../model/target.ts';

/** A configuration set that mail of this run goes through. */
export interface SetInForce {
  name: string;
  /** Named on the command line or by a symptom, or the default of an identity asked about. */
  why: 'named' | { defaultOf: string };
  /** Null: it does not exist in this Region. */
  settings: Answer<ConfigurationSet | null>;
}

/** The set that is named, or null when it does not exist in this Region. */
export const namedConfigurationSet = defineFact({
  id: 'configuration-set-named',
  title: 'the configuration set',
  actions: ['ses:GetConfigurationSet'],
  async gather({ aws, target }): Promise<ConfigurationSet | null> {
    const name = target.configurationSet;
    if (name === null) {
      throw new Unavailable('not-asked', '--configuration-set was not given', {
        detail: { flag: '--configuration-set' },
      });
    }
    return await askConfigurationSet(aws, name);
  },
});

/** The default set of a sender, which mail gets that names none; null when it has none. */
export const defaultConfigurationSet = defineFact({
  id: 'configuration-set-default',
  per: 'identity',
  title: 'the default configuration set',
  actions: ['ses:GetConfigurationSet'],
  from: { covering },
  async gather(
    { aws },
    { covering },
  ): Promise<{ name: string; settings: Answer<ConfigurationSet | null> } | null> {
    const name = covering.configurationSet;
    return name === null ? null : { name, settings: await answerOf(askConfigurationSet(aws, name)) };
  },
});

/** The sets that a text says are missing or paused, beside the one that is named: five at most. */
const toldConfigurationSets = defineFact({
  id: 'configuration-sets-told',
  title: 'the other configuration sets of the symptom',
  actions: ['ses:GetConfigurationSet'],
  async gather({ aws, target: { symptom, region, configurationSet } }): Promise<readonly SetInForce[]> {
    if (symptom === null) return [];
    const told = toldOfRegion(symptom, region).candidates.flatMap(({ code, subject }) =>
      code.startsWith('configuration-set/') && subject !== null && isConfigurationSetName(subject)
        ? [subject]
        : [],
    );
    const others = [...new Set(told)].filter((name) => name !== configurationSet).slice(0, 5);
    return await Promise.all(
      others.map(async (name) => ({
        name,
        why: 'named' as const,
        settings: await answerOf(askConfigurationSet(aws, name)),
      })),
    );
  },
});

/**
 * Whether a flag says which set the application names when it sends: such a send does not go through the default of its
 * identity ("Overriding your default configuration set").
 */
const overridesDefaults = ({ configurationSet, told = [] }: Target): boolean =>
  configurationSet !== null && !told.includes('configurationSet');

/**
 * The named set and, where no flag names one, the default set of each identity. A set that is both is there twice; a default
 * that could not be read is there without its name, with an unanswered `settings`.
 */
export const configurationSetsInForce = defineFact({
  id: 'configuration-sets-in-force',
  looks: false,
  title: 'the configuration sets',
  maybe: { named: namedConfigurationSet },
  from: { defaults: each(defaultConfigurationSet), told: toldConfigurationSets },
  gather({ target }, { named, defaults, told }): readonly SetInForce[] {
    const sets: SetInForce[] = [...told];
    if (target.configurationSet !== null)
      sets.unshift({ name: target.configurationSet, why: 'named', settings: named });
    for (const { subject, answer } of defaults) {
      const why = { defaultOf: subject };
      if (answer.ok) {
        if (answer.value !== null && !isIdle(answer.value.name, target)) sets.push({ ...answer.value, why });
      } else if (answer.why.reason !== 'prerequisite' && !overridesDefaults(target)) {
        // Without a verified identity nothing is sent at all: the check `identity` says so.
        sets.push({ name: `the default set of ${subject}`, why, settings: answer });
      }
    }
    return sets;
  },
});

/** A default set that mail of this run does not go through. */
const isIdle = (name: string, target: Target): boolean =>
  overridesDefaults(target) && name !== target.configurationSet;

/** The default sets of the senders where a flag names another: other sends, which name none, go through them. */
export const idleDefaults = defineFact({
  id: 'configuration-sets-idle',
  looks: false,
  title: 'the default configuration sets',
  from: { defaults: each(defaultConfigurationSet) },
  gather: ({ target }, { defaults }): readonly SetInForce[] =>
    defaults.flatMap(({ subject, answer }) =>
      answer.ok && answer.value !== null && isIdle(answer.value.name, target)
        ? [{ ...answer.value, why: { defaultOf: subject } }]
        : [],
    ),
});

/** The name of a set that mail of this run goes through, before anything is known of the set itself. */
export interface SetName {
  /** Not answered where the default of an identity could not be read. */
  name: Answer<string>;
  why: SetInForce['why'];
}

/** The names behind `configurationSetsInForce`, a round of calls earlier. */
export const setNamesInForce = defineFact({
  id: 'configuration-set-names',
  looks: false,
  title: 'the names of the configuration sets',
  from: { coverings: each(covering) },
  gather({ target }, { coverings }): readonly SetName[] {
    const { configurationSet: named } = target;
    const defaults = coverings.flatMap(({ subject, answer }): readonly SetName[] => {
      const why = { defaultOf: subject };
      // Without a verified identity nothing is sent at all: the check `identity` says so.
      if (!answer.ok)
        return answer.why.reason === 'prerequisite' || overridesDefaults(target)
          ? []
          : [{ name: answer, why }];
      const { configurationSet: name } = answer.value;
      return name === null || isIdle(name, target) ? [] : [{ name: { ok: true, value: name }, why }];
    });
    return named === null ? defaults : [{ name: { ok: true, value: named }, why: 'named' }, ...defaults];
  },
});

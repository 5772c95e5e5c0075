/** The mailbox simulator of SES ("Using the mailbox simulator" of the SES guide). */
export const simulatorDomain = 'simulator.amazonses.com';

export const scenarioNames = ['success', 'bounce', 'complaint', 'ooto', 'suppressionlist'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** What `ses-doctor test` sends without --scenario. */
export const defaultScenarios: readonly ScenarioName[] = ['success', 'bounce', 'complaint'];

/** What SES publishes about one message. */
export interface Outcome {
  /** In a few words. */
  meaning: string;
  /** The events that must come, by the names of SES's API. `SEND` comes too, and nobody waits for it. */
  events: readonly string[];
  /** Events that are right beside those, and are not missed. */
  also: readonly string[];
  /** `bounceType/bounceSubType` that a bounce of it may have. */
  bounces: readonly string[];
}

export const outcomes: Readonly<Record<ScenarioName, Outcome>> = {
  success: { meaning: 'is delivered', events: ['DELIVERY'], also: ['SEND'], bounces: [] },
  bounce: {
    meaning: 'bounces with "550 5.1.1 unknown user"',
    events: ['BOUNCE'],
    also: ['SEND'],
    bounces: ['Permanent/General'],
  },
  complaint: {
    meaning: 'is delivered, and its recipient reports it as spam',
    events: ['DELIVERY', 'COMPLAINT'],
    also: ['SEND'],
    bounces: [],
  },
  ooto: {
    meaning: 'is delivered, and an out-of-office reply comes back',
    events: ['DELIVERY'],
    also: ['SEND', 'BOUNCE'],
    bounces: ['Transient/General'],
  },
  suppressionlist: {
    meaning: 'bounces as if its recipient were on the suppression list',
    events: ['BOUNCE'],
    also: ['SEND'],
    // Which list the subtype names depends on the settings of the account.
    bounces: [
      'Permanent/Suppressed',
      'Permanent/OnAccountSuppressionList',
      'Permanent/OnTenantSuppressionList',
    ],
  },
};

/** What must come of a message to somebody real, as far as anybody can say. */
export const deliveryOutcome: Outcome = {
  meaning: 'goes to a real mailbox',
  events: ['DELIVERY'],
  also: ['SEND', 'DELIVERY_DELAY', 'OPEN', 'CLICK'],
  bounces: [],
};

/** The address of a scenario; the label tells this run's message from everybody else's. */
export const simulatorAddress = (scenario: ScenarioName, nonce: string): string =>
  `${scenario}+${nonce}@${simulatorDomain}`;

/** Whether an address is one of the simulator's, and nothing but an address. */
export const isSimulatorAddress = (text: string): boolean =>
  /^(?:success|bounce|complaint|ooto|suppressionlist)(?:\+[a-z0-9]{1,32})?@simulator\.amazonses\.com$/.test(
    text,
  );

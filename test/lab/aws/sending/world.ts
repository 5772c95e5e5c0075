import type { EventDestination } from '@aws-sdk/client-sesv2';
import type { RegionWorld } from '../world.ts';

/** What `ses-doctor test` meets in a Region: SES takes messages, and what is made there is kept. */
export interface SendingWorld {
  /** The messages that SES took, in order. */
  sent: SentMail[];
  /** Queues that were made, by URL. */
  queues: Map<
    string,
    { name: string; tags: Record<string, string>; messages: { id: string; body: string; at?: number }[] }
  >;
  /** Rules that were made on the default bus, by name. */
  rules: Map<
    string,
    {
      pattern: string;
      targets: Map<string, string>;
      tags?: { Key: string | undefined; Value: string | undefined }[];
    }
  >;
  /** Subscriptions that were made, by ARN. */
  subscriptions: Map<string, { topic: string; endpoint: string }>;
  /** Types of events that SES never publishes, as `Bounce`. */
  mute: string[];
  /** SES publishes everything so many times. */
  copies: number;
  /** Endpoints of subscriptions, targets of rules and streams, by ARN, that take nothing. */
  failing: string[];
  /** Endpoints of subscriptions that SNS still tries to reach: it counts neither success nor failure. */
  retrying: string[];
  /** Keys of KMS whose policy does not let SES in. */
  lockedKeys: string[];
  /** Type and subtype of bounces by scenario, where they differ: `{"bounce": "Transient/General"}`. */
  subtypes: Record<string, string>;
  /** What became of messages to real addresses, as VDM keeps it; null: nothing is known yet. */
  insight: 'DELIVERY' | 'BOUNCE' | null;
  /** So long after the message an event happens, and comes. */
  lateSeconds: number;
  /** So far the clock of AWS is ahead of that of this machine; below 0 it is behind. */
  aheadSeconds: number;
  /** What streams do with what they take: write it, lose it, write it below the error prefix, or in a shape of their own. */
  writing: 'events' | 'nothing' | 'failures' | 'other shape';
  /** Types of events, as `Complaint`, that streams take and neither write nor give up. */
  unwritten: string[];
  /** Other Regions, whose topics SES publishes to as well. */
  elsewhere: Record<string, RegionWorld>;
  /** Takes what SES publishes, in place of the lab's own topics, bus and streams. */
  sink: ((to: Sink, name: string, record: object) => void) | null;
}

/** Where SES publishes to. */
export type Sink = Omit<EventDestination, 'Enabled' | 'MatchingEventTypes'> & { id: string };

export interface SentMail {
  messageId: string;
  at: Date;
  from: string;
  recipient: string;
  /** The configuration set in force, or null. */
  set: string | null;
  tags: Record<string, string>;
}

/** SES takes what it is given, and nothing else is there yet. */
export const sendingWorld = (): SendingWorld => ({
  sent: [],
  queues: new Map(),
  rules: new Map(),
  subscriptions: new Map(),
  mute: [],
  unwritten: [],
  copies: 1,
  failing: [],
  retrying: [],
  lockedKeys: [],
  subtypes: {},
  insight: 'DELIVERY',
  lateSeconds: 0,
  aheadSeconds: 0,
  writing: 'events',
  elsewhere: {},
  sink: null,
});

/** What was made and is still there. */
export const remains = ({ queues, rules, subscriptions }: SendingWorld): readonly string[] => [
  ...queues.keys(),
  ...rules.keys(),
  ...subscriptions.keys(),
];

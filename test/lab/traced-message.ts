import type { InsightsEvent } from '@aws-sdk/client-sesv2';
import type { World } from './world.ts';

/** The id of a message of the lab. */
export const messageId = '0102018f0a1b2c3d-11111111-2222-3333-4444-555555555555-000000';

/** Switches the Virtual Deliverability Manager on and gives the message these events for one recipient. */
export function traced({ region }: World, events: InsightsEvent[]): void {
  region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
  region.messages[messageId] = {
    FromEmailAddress: 'news@example.com',
    Insights: [{ Destination: 'someone@receiver.example', Isp: 'Receiver', Events: events }],
  };
}

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 20, 8, minute));

export const sent: InsightsEvent = { Type: 'SEND', Timestamp: at(0) };
export const delivered: InsightsEvent = { Type: 'DELIVERY', Timestamp: at(1) };
export const bounced = (diagnostic: string): InsightsEvent => ({
  Type: 'BOUNCE',
  Timestamp: at(2),
  Details: { Bounce: { BounceType: 'PERMANENT', BounceSubType: 'General', DiagnosticCode: diagnostic } },
});
export const of = (type: InsightsEvent['Type'], minute = 3): InsightsEvent => ({
  Type: type,
  Timestamp: at(minute),
});

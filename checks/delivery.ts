import events from './3-delivery/events.ts';
import eventsIdentity from './3-delivery/events-identity.ts';
import eventsTopics from './3-delivery/events-topics.ts';
import eventsSubscriptions from './3-delivery/events-subscriptions.ts';
import eventsFormats from './3-delivery/events-formats.ts';
import eventsQueues from './3-delivery/events-queues.ts';
import eventsRules from './3-delivery/events-rules.ts';
import eventsStreams from './3-delivery/events-streams.ts';
import eventsDeliveries from './3-delivery/events-deliveries.ts';
import suppression from './3-delivery/suppression.ts';
import suppressionSettings from './3-delivery/suppression-settings.ts';
import suppressionImports from './3-delivery/suppression-imports.ts';
import bounce from './3-delivery/bounce.ts';
import recipient from './3-delivery/recipient.ts';
import recipientOptedOut from './3-delivery/recipient-opted-out.ts';
import sendingIp from './3-delivery/sending-ip.ts';
import sendingIpDedicated from './3-delivery/sending-ip-dedicated.ts';
import sendingIpName from './3-delivery/sending-ip-name.ts';
import messageTrace from './3-delivery/message-trace.ts';
import type { Stage } from '../src/model/check.ts';

/** Stage 3 of the checklist, in the order of the report. */
export const delivery: Stage = {
  id: 'delivery',
  question: "Does SES get it to the recipient's domain?",
  checks: [
    events,
    eventsIdentity,
    eventsTopics,
    eventsSubscriptions,
    eventsFormats,
    eventsQueues,
    eventsRules,
    eventsStreams,
    eventsDeliveries,
    suppression,
    suppressionSettings,
    suppressionImports,
    bounce,
    recipient,
    recipientOptedOut,
    sendingIp,
    sendingIpDedicated,
    sendingIpName,
    messageTrace,
  ],
};

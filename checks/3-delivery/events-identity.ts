import { defineCheck, problem, unanswered } from '../../src/model/check.ts';
import { bounceAct } from './bounce-act.ts';
import { accountPublishing, eventDestinations, setsInForce } from '../../src/facts/event-destinations.ts';
import { identityFeedback, type LostForwarding } from '../../src/facts/events-feedback.ts';
import { hears } from '../../src/facts/events-heard.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';

interface OfIdentity {
  region: string | null;
  identity: string;
}

/** Why nobody can receive there, behind a colon. */
const lostWords: Readonly<Record<LostForwarding['because'], string>> = {
  'no-domain': 'the domain does not exist',
  'no-server': 'it has neither MX nor address record',
  'null-mx': 'its null MX says that it accepts no mail',
  'no-usable-host': 'none of its mail servers has a public IP address',
  'feedback-only': 'its MX names the host with which SES collects bounces, which has no mailbox',
  'registrar-hold': 'its name servers are those of a registrar’s hold or of a parking service',
};

export default defineCheck({
  id: 'events-identity',
  per: 'identity',
  title: 'Bounce and complaint notifications',
  why: 'Without bounce notifications you keep sending to dead addresses, and AWS puts the account under review.',
  needs: { target, symptom, feedback: identityFeedback },
  questions: { destinations: eventDestinations, publishing: accountPublishing },

  problems: {
    'events/no-bounce-channel': problem<
      OfIdentity & {
        counted?: true;
        lost?: LostForwarding;
        /** The identity has no configuration set; the application may name this one, which takes bounces. Absent else. */
        unless?: string;
        /** The configuration set in force, which tells nobody of bounces; absent without one. */
        set?: string;
      }
    >({
      severity: 'warning',
      summary: ({ identity, counted, lost, unless }) => {
        if (lost !== undefined)
          return `Bounces of ${identity}${unless === undefined ? '' : ' that is sent without a configuration set'} are only forwarded to the sender's own address, and nobody can receive mail at ${lost.domain}: ${lostWords[lost.because]}.`;
        return counted === true
          ? `Bounces of ${identity} are only counted, in CloudWatch: no topic and no forwarding tells which address bounced.`
          : `Bounces of ${identity} go to no event destination, no SNS topic and no forwarding.`;
      },
      impact: ({ lost }) =>
        lost === undefined
          ? 'SES then sends them to the Return-Path, which for application mail is often a mailbox that nobody reads.'
          : 'SES sends bounces and complaints to the Return-Path that the application sets, else to the From address: unless it sets one, they are lost.',
      evidence: ({ identity, counted, lost, unless }) => [
        {
          what: `e-mail forwarding of ${identity}`,
          expected: 'one channel for bounces',
          actual: lost === undefined ? 'off' : `on, to addresses at ${lost.domain}`,
          source: 'ses:GetEmailIdentity',
        },
        ...(lost === undefined
          ? []
          : [
              {
                what: `mail servers of ${lost.domain}`,
                expected: 'one that people read mail from',
                actual: lostWords[lost.because],
                source: 'DNS',
              },
            ]),
        {
          what: 'bounce topic',
          expected: null,
          actual: 'none',
          source: 'ses:GetIdentityNotificationAttributes',
        },
        {
          what: 'event destination for BOUNCE',
          expected: null,
          actual:
            counted === true
              ? 'CloudWatch, which keeps numbers only'
              : unless === undefined
                ? 'none'
                : `none by default; ${unless} has one`,
          source: 'ses:GetConfigurationSetEventDestinations',
        },
      ],
      fix: ({ identity, region, lost, unless }) => [
        ...(unless === undefined
          ? []
          : [
              {
                text: 'Make a set the default of the identity, unless all your applications name one (then say so with --configuration-set)',
                owner: 'you' as const,
                command: command`aws sesv2 put-email-identity-configuration-set-attributes --email-identity ${identity} --configuration-set-name ${unless} --region ${region}`,
              },
            ]),
        lost !== undefined
          ? {
              text: `${unless === undefined ? 'Let the configuration set of the identity publish BOUNCE and COMPLAINT to SNS, EventBridge or Firehose, or let' : 'Or let'} the application set a Return-Path that is read (FeedbackForwardingEmailAddress in the API).`,
              owner: 'you',
            }
          : {
              text: 'Switch e-mail forwarding on, or let the configuration set of the identity publish BOUNCE and COMPLAINT to SNS, EventBridge or Firehose.',
              owner: 'you',
              command: command`aws sesv2 put-email-identity-feedback-attributes --email-identity ${identity} --email-forwarding-enabled --region ${region}`,
            },
      ],
      references: ({ region, identity }) =>
        pagesFor(region, identityPath(identity), guide('monitor-sending-activity-using-notifications')),
      act: ({ set }) => (set === undefined ? null : bounceAct(set)),
    }),

    'events/no-default-configuration-set': problem<OfIdentity & { set: string; seen: boolean }>({
      severity: ({ seen }) => (seen ? 'warning' : 'info'),
      summary: ({ identity, set }) =>
        `${identity} has no default configuration set, while the account has sets that publish events (${set}).`,
      impact: 'Sends that name no configuration set publish nothing: no event tells what became of them.',
      evidence: ({ identity, seen }) => [
        {
          what: `default configuration set of ${identity}`,
          expected: 'one that publishes events',
          actual: 'none',
          source: 'ses:GetEmailIdentity',
        },
        ...(seen
          ? [{ what: 'configuration set of the event', expected: null, actual: 'none', source: 'symptom' }]
          : []),
      ],
      fix: ({ identity, set, region }) => [
        {
          text: 'Make a set the default of the identity, unless all your applications name one.',
          owner: 'you',
          command: command`aws sesv2 put-email-identity-configuration-set-attributes --email-identity ${identity} --configuration-set-name ${set} --region ${region}`,
        },
      ],
      references: ({ region, identity }) =>
        pagesFor(region, identityPath(identity), guide('managing-configuration-sets-default-adding')),
    }),
  },

  evaluate({ target, symptom, feedback, destinations, publishing }, subject) {
    const { region } = target;
    const { identity } = feedback;
    if (!destinations.ok) return [];
    const sets = setsInForce(destinations.value).filter(
      ({ named, defaultOf }) => named || defaultOf.includes(subject),
    );
    const withoutSet = sets.length === 0 && target.configurationSet === null;
    const read = sets.flatMap(({ destinations: answer }) => (answer.ok ? answer.value : []));
    const takers = read.filter(({ enabled, types }) => enabled && types.includes('BOUNCE'));
    const taken = takers.some(({ channel }) => channel?.kind !== 'cloudwatch');
    const counted = takers.length > 0 ? { counted: true as const } : {};
    const unread = sets.flatMap(({ destinations: answer }) => unanswered(answer));
    const publishers = publishing.ok ? publishing.value.publishers : {};
    // Without a set in force the application may still name one that takes bounces.
    const mayBeTaken =
      withoutSet &&
      (!publishing.ok || publishing.value.because !== null || publishers['BOUNCE'] !== undefined);
    const heard = hears(feedback, 'BOUNCE');
    const lost = feedback.forwarding && heard !== true ? feedback.lost : null;
    const isUnread = feedback.forwarding && heard !== true && feedback.unread !== undefined;
    const unless = mayBeTaken ? publishers['BOUNCE'] : undefined;
    const bounces =
      // Where forwarding leads to nobody, only a set that each send names keeps them.
      taken || (mayBeTaken && lost === null && !isUnread) || heard === true
        ? []
        : unread.length > 0
          ? unread
          : heard === false
            ? [
                {
                  problem: 'events/no-bounce-channel' as const,
                  data: {
                    region,
                    identity,
                    ...counted,
                    ...(lost !== null && { lost }),
                    ...(unless !== undefined && { unless }),
                    ...(sets[0] !== undefined && { set: sets[0].set }),
                  },
                },
              ]
            : [{ unanswered: heard, counts: true }];
    const [set] = Object.values(publishers);
    if (!withoutSet || set === undefined) return bounces;
    const seen =
      (symptom?.items.some(({ kind }) => kind === 'event') ?? false) &&
      symptom?.names.configurationSet === null;
    return [
      ...bounces,
      { problem: 'events/no-default-configuration-set', data: { region, identity, set, seen } },
    ];
  },

  observed({ feedback: { forwarding, topics } }) {
    const channels = [
      ...(forwarding ? ['e-mail forwarding'] : []),
      ...(topics.ok && topics.value.bounce !== null ? ['an SNS topic for bounces'] : []),
      ...(topics.ok && topics.value.complaint !== null ? ['an SNS topic for complaints'] : []),
    ];
    return channels.length === 0 ? null : channels.join(', ');
  },
});

import { defineCheck, notApplicable, notSeen, problem, unanswered } from '../../src/model/check.ts';
import { accountPublishing, eventDestinations } from '../../src/facts/event-destinations.ts';
import { target } from '../../src/facts/target.ts';
import { template } from '../../src/facts/template.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { templatePage } from '../../src/knowledge/template-limits.ts';
import { command } from '../../src/render/paste/paste.ts';
import type { Why } from '../../src/model/unavailable.ts';

interface Silent {
  region: string | null;
  name: string;
  /** The sets in force, or null: none is, and none of the account takes these events. */
  sets: readonly string[] | null;
}

const silentLoss =
  'SES accepts the send and returns a message id, then fails to render and drops the mail. Only a Rendering Failure event shows it.';

export default defineCheck({
  id: 'template-failures',
  per: 'template',
  title: 'Rendering Failure events',
  why: 'A failed rendering drops the mail after the send was accepted. Only the event shows it.',
  // A file says nothing of how it is sent.
  moot: ({ template }) => (template?.kind === 'file' ? 'only stored templates are sent by name' : null),
  needs: { target, template },
  // Extras: whoever may look at templates alone, in a pipeline, is not the worse for it. The check `events` asks in earnest.
  enrichment: { destinations: eventDestinations, publishing: accountPublishing },

  problems: {
    'template/silent-failure': problem<Silent>({
      severity: 'warning',
      summary: ({ name, sets }) =>
        sets === null
          ? `You would not notice if ${name} failed to render: no configuration set publishes RENDERING_FAILURE.`
          : `You would not notice if ${name} failed to render: ${sets.join(', ')} does not publish RENDERING_FAILURE.`,
      impact: silentLoss,
      evidence: ({ sets }) => [
        {
          what:
            sets === null ? 'event destinations of the account' : `event destinations of ${sets.join(', ')}`,
          expected: 'one that is enabled and includes RENDERING_FAILURE',
          actual: 'none',
          source: 'ses:GetConfigurationSetEventDestinations',
        },
      ],
      fix: ({ sets, region }) => [
        {
          text: 'Publish RENDERING_FAILURE to a destination of the configuration set that the templated sends name.',
          owner: 'you',
          command:
            sets === null
              ? null
              : command`aws sesv2 get-configuration-set-event-destinations --configuration-set-name ${sets[0]} --region ${region}`,
        },
      ],
      references: [guide('monitor-using-event-publishing'), templatePage],
      read: {
        summary: () =>
          'SES accepted the calls, and could not render the template for the recipients: no mail leaves, and no error comes back.',
        fix: () => [
          {
            text: 'Publish events of the type Rendering Failure: they name the variable that is missing',
            owner: 'you',
          },
        ],
        distinguish: 'Run TestRenderEmailTemplate with the data of one recipient.',
      },
    }),
  },

  settles: ['template/silent-failure'],

  evaluate({ target: { region }, template: { kind, name }, destinations, publishing }) {
    if (kind !== 'stored') return notApplicable('there is no template of that name');
    if (!destinations.ok) return notSeen(unseen(destinations.why), []);
    const sets = destinations.value;
    const takers = sets.flatMap((set) => (set.destinations.ok ? set.destinations.value : []));
    if (takers.some(({ enabled, types }) => enabled && types.includes('RENDERING_FAILURE'))) return [];
    const unread = sets.flatMap(({ destinations: one }) => unanswered(one, false));
    if (unread[0] !== undefined) return notSeen(unseen(unread[0].unanswered), unread);
    if (sets.length > 0)
      return [
        { problem: 'template/silent-failure', data: { region, name, sets: sets.map(({ set }) => set) } },
      ];
    // No set is known to be in force: the application may name one that takes these events.
    if (!publishing.ok) {
      return publishing.why.reason === 'prerequisite'
        ? notApplicable('no configuration set that exists is in force')
        : notSeen(unseen(publishing.why), []);
    }
    if (publishing.value.publishers['RENDERING_FAILURE'] !== undefined) return [];
    if (publishing.value.because !== null)
      return notApplicable(`it is not known: ${publishing.value.because}`);
    return [{ problem: 'template/silent-failure', data: { region, name, sets: null } }];
  },
});

const unseen = ({ message }: Why): string => `the event destinations could not be read: ${message}`;

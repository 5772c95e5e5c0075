import { defineFact } from '../model/fact.ts';
import { readRenderedMessage } from '../parse/template/rendered.ts';
import type { Target } from '../model/target.ts';
import { Unavailable } from '../model/unavailable.ts';
import { template } from './template.ts';

/** What SES made of a stored template and --template-data. Nothing is sent. */
export type TestRendering =
  | { kind: 'rendered'; subject: string | null; firstLines: readonly string[] }
  /** SES refused; `message` is its own. */
  | { kind: 'rejected'; message: string };

/** Only stored templates can be rendered by SES, and only with data: anything else is `prerequisite` or `not-asked`. */
export const templateRendering = defineFact({
  id: 'template-rendering',
  per: 'template',
  title: 'the test rendering of the template',
  actions: ['ses:TestRenderEmailTemplate'],
  from: { template },
  async gather({ aws, subject, target }, { template }): Promise<TestRendering> {
    if (template.kind !== 'stored')
      throw new Unavailable('prerequisite', 'only a stored template is rendered by SES');
    const data = dataFor(subject, target);
    if (data === null && target.templateData !== null)
      throw new Unavailable('prerequisite', '--template-data is for the template that was given');
    if (data === null) {
      throw new Unavailable('not-asked', '--template-data was not given', {
        detail: { flag: '--template-data' },
      });
    }
    try {
      const reply = await aws('ses:TestRenderEmailTemplate', { TemplateName: subject, TemplateData: data });
      return { kind: 'rendered', ...readRenderedMessage(reply.RenderedTemplate) };
    } catch (error) {
      const message = error instanceof Unavailable ? refusal(error) : null;
      if (message === null) throw error;
      return { kind: 'rejected', message };
    }
  },
});

/** `--template-data`, which is for the template that was given, and for no other that a text tells of. */
export const dataFor = (subject: string, { template, templateData }: Target): string | null =>
  template?.kind === 'stored' && template.name !== subject ? null : templateData;

/** The words with which SES turned the rendering down, or null when it could not be asked. */
function refusal({ reason, why: { detail } }: Unavailable): string | null {
  // Only an exception that SES sent on purpose carries its name (BadRequestException, MissingRenderingAttribute …).
  if (reason !== 'bad-reply' || detail['name'] === undefined || detail['kind'] === 'server-fault')
    return null;
  return detail['message'] === undefined || detail['message'] === '' ? detail['name'] : detail['message'];
}

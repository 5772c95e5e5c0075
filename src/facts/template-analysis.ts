import { defineFact } from '../model/fact.ts';
import type { TemplateAnalysis } from '../parse/template/template.ts';
import { Unavailable } from '../model/unavailable.ts';
import { template } from './template.ts';
import { dataFor } from './template-rendering.ts';

/** What can be told of the template, and of --template-data for it, without SES. */
export const templateAnalysis = defineFact({
  id: 'template-analysis',
  per: 'template',
  title: 'the analysis of the template',
  from: { template },
  async gather({ subject, target }, { template }): Promise<TemplateAnalysis> {
    if (template.kind === 'not-found' || template.kind === 'broken-file') {
      throw new Unavailable('prerequisite', 'there is no template to analyse');
    }
    // Brings Handlebars along: only runs that look at a template load it.
    const { analyseTemplate } = await import('../parse/template/template.ts');
    return analyseTemplate(template.parts, dataFor(subject, target));
  },
});

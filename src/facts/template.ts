import { defineFact } from '../model/fact.ts';
import type { JsonFault } from '../parse/template/json-position.ts';
import { readTemplateFile, type TemplateParts } from '../parse/template/file.ts';
import { Unavailable } from '../model/unavailable.ts';

/** The template asked about. */
export type Template =
  | { kind: 'stored'; name: string; parts: TemplateParts }
  | { kind: 'file'; name: string; parts: TemplateParts }
  /** SES has no template of this name in this Region. */
  | { kind: 'not-found'; name: string }
  /** The file holds no template. */
  | { kind: 'broken-file'; name: string; fault: JsonFault };

/** A template as SES stores it, or as a file holds it. Only the first asks AWS. */
export const template = defineFact({
  id: 'template',
  per: 'template',
  title: 'the template',
  actions: ['ses:GetEmailTemplate'],
  async gather({ aws, subject, target }): Promise<Template> {
    if (target.template?.kind === 'file' && target.template.path === subject)
      return fileTemplate(subject, target.template.content);
    try {
      const { TemplateContent: content } = await aws('ses:GetEmailTemplate', { TemplateName: subject });
      const parts = {
        subject: content.Subject ?? null,
        text: presentPart(content.Text),
        html: presentPart(content.Html),
      };
      return { kind: 'stored', name: subject, parts };
    } catch (error) {
      if (error instanceof Unavailable && error.reason === 'not-found')
        return { kind: 'not-found', name: subject };
      throw error;
    }
  },
});

function fileTemplate(name: string, content: string): Template {
  const file = readTemplateFile(content);
  if (file.kind === 'template') {
    const { subject, text, html } = file.parts;
    return {
      kind: 'file',
      name,
      parts: { subject, text: presentPart(text ?? undefined), html: presentPart(html ?? undefined) },
    };
  }
  const { line, column, problem } = file;
  return { kind: 'broken-file', name, fault: { line, column, problem } };
}

/** An empty part is as good as none. */
const presentPart = (part: string | undefined): string | null =>
  part === undefined || part === '' ? null : part;

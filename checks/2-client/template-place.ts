import type { InPart } from '../../src/parse/template/template.ts';
import { command } from '../../src/render/paste/paste.ts';
import type { Candidate } from '../../src/model/symptom.ts';

/** What a finding about a template is about. */
export interface OfTemplate {
  name: string;
  /** The Region that stores it; null for a file. */
  storedIn: string | null;
}

/** Shows what SES has stored; null for a file. */
export const getTemplate = ({ name, storedIn }: OfTemplate): string | null =>
  command`aws sesv2 get-email-template --template-name ${name} --region ${storedIn}`;

/** `Html, line 3, column 5`. */
export const at = ({ part, line, column }: InPart): string => `${part}, line ${line}, column ${column}`;

export const templateOf = ({ data, subject }: Candidate): string =>
  data['template'] ?? subject ?? 'the template';

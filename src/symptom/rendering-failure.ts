import type { Collector, Reading } from './collector.ts';

/** What a rendering failure says. Upper-cased block helpers arrive as attributes of that name. */
export function readRenderingFailure(
  message: string,
  template: string | null,
  collector: Collector,
): readonly Reading[] {
  collector.names.set('template', template);
  const variable =
    /attribute\s{1,3}['"]?([^'"\s]{1,120})['"]?\s{1,3}is not present/iu.exec(message)?.[1] ?? null;
  const data: Record<string, string> = {
    message,
    ...(template === null ? {} : { template }),
    ...(variable === null ? {} : { variable }),
  };
  const quote = message === '' ? 'Rendering Failure' : message;
  const subject = template;
  if (variable !== null) {
    const helper = /^(?:if|each|else|unless|with|\/if|\/each)$/iu.test(variable);
    const missing: Reading = { code: 'template/missing-variable', subject, quote, data, weight: 0 };
    return helper ? [{ ...missing, code: 'template/syntax-error' }, missing] : [missing];
  }
  const lower = message.toLowerCase();
  if (lower.includes('partial'))
    return [{ code: 'template/partial-not-in-part', subject, quote, data, weight: 0 }];
  if (lower.includes('helper'))
    return [{ code: 'template/unsupported-helper', subject, quote, data, weight: 0 }];
  if (lower.includes('json') || lower.includes('rendering data'))
    return [{ code: 'template/data-invalid-json', subject, quote, data, weight: 0 }];
  if (lower.includes('does not exist'))
    return [{ code: 'template/not-found', subject, quote, data, weight: 0 }];
  return [{ code: 'template/render-rejected', subject, quote, data, weight: 0 }];
}

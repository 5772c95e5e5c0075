/** Host, port and Region that a connection was made to. */
export function endpointIn(text: string): Record<string, string> {
  const host =
    /(email(?:-smtp)?(?:-fips)?\.[\w-]{1,30}\.(?:amazonaws\.com|api\.aws)|[\w.-]{1,120}\.email-smtp\.[\w.-]{1,80})/iu
      .exec(text)?.[1]
      ?.toLowerCase();
  const port =
    /amazonaws\.com(?:\[[^\]]{1,45}\]|\/[\d.]{7,15})?[:,\s"']{1,3}(?:port["']?\s?[:=]?\s?)?(25|465|587|2465|2587)(?!\d)/iu.exec(
      text,
    )?.[1] ??
    /\bport["']?\s{0,2}[:=\s]\s{0,2}["']?(25|465|587|2465|2587)(?!\d)/iu.exec(text)?.[1] ??
    /\]?:(25|465|587|2465|2587)(?!\d)/u.exec(text)?.[1];
  const region =
    host === undefined
      ? undefined
      : /email(?:-smtp)?(?:-fips)?\.([\w-]{1,30})\.(?:amazonaws|api)/u.exec(host)?.[1];
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(region === undefined ? {} : { region }),
  };
}

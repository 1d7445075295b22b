/** Questions that wait for their answer: `at_least` so many, `within_ms`. */

const PATIENCE_MS = 10_000;

/**
 * Answers `{ [name]: list, met }`. With `at_least` it waits until the list is
 * that long, `met` telling whether it came to be; with `at_most` until it is
 * that short.
 */
export async function waited(slack, query, name, list) {
  const least = query.at_least === undefined ? 0 : Number(query.at_least);
  const most = query.at_most === undefined ? Infinity : Number(query.at_most);
  const holds = () => {
    const { length } = list();
    return length >= least && length <= most;
  };
  const met = await slack.watch.until(holds, Number(query.within_ms ?? PATIENCE_MS));
  return { met, [name]: list() };
}

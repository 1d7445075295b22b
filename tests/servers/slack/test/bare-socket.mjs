/** A bare socket of alice's app, which acknowledges nothing by itself. */
import WebSocket from "ws";

export async function open(at, t) {
  const { url } = await at.call("apps.connections.open", {}, { token: at.ready.app_token });
  const ws = new WebSocket(url);
  t.after(() => ws.terminate());
  const socket = { ws, url, frames: [], closed: false, pongs: [] };
  ws.on("message", (data) => {
    socket.frames.push(JSON.parse(data));
    at.slack.watch.changed();
  });
  ws.on("pong", (data) => {
    socket.pongs.push(data.toString());
    at.slack.watch.changed();
  });
  ws.on("close", () => {
    socket.closed = true;
    at.slack.watch.changed();
  });
  ws.on("error", () => {});
  const until = (test_) => at.slack.watch.until(test_, 5_000);
  socket.has = (count) => until(() => socket.frames.length >= count);
  socket.ends = () => until(() => socket.closed);
  socket.ponged = (text) => until(() => socket.pongs.includes(text));
  socket.ack = (frame) => ws.send(JSON.stringify({ envelope_id: frame.envelope_id }));
  if (!(await socket.has(1))) throw new Error("no hello came");
  return socket;
}

/** The texts of the messages a socket has heard. */
export const texts = ({ frames }) => (
  frames.filter(({ payload }) => payload).map(({ payload }) => payload.event.text));

/** Text written by somebody who means harm. */
import { at, message, story, type Story } from "./story";

export const MARKUP =
  "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>{@html evil}";

/** Markup, endless words, deep blocks and control characters. */
export function hostileRequests(): Story[] {
  const endless = "A".repeat(4000);
  return [
    story({
      id: 1,
      gist: `${MARKUP} ${endless}`,
      requester: `"><b>Mallory</b> ${"x".repeat(300)}`,
      tier: "</span><h1>tier",
      posted: at("16:38"),
      due: at("17:08"),
      thread: [
        message(MARKUP, "asking", "16:38", MARKUP, endless, {
          is: "pre",
          text: `${MARKUP}\n${"wide ".repeat(400)}`,
        }),
        message("Mallory", "asking", "16:39", {
          is: "paragraph",
          inlines: [
            {
              is: "link",
              text: "https://bank.example",
              link: 0,
              host: "evil.example",
            },
            { is: "text", text: " \u202Egnp.exe\u202C javascript:alert(1) " },
            { is: "bold", text: MARKUP },
            { is: "code", text: MARKUP },
            { is: "mention", text: "@<script>" },
          ],
        }),
      ],
      passed: [{ by: MARKUP, at: at("16:40"), text: `${MARKUP} ${endless}` }],
      receipts: [{ at: at("16:38"), words: MARKUP }],
      alerts: [
        {
          at: at("16:38"),
          kind: MARKUP,
          sent: true,
          loud: "sound",
          shown: at("16:38"),
          why: endless,
        },
      ],
    }),
    story({
      id: 2,
      gist: "\u0000\u0007 ".repeat(20) + "bell",
      requester: "",
      due: at("17:20"),
      target: "1 h",
    }),
  ];
}

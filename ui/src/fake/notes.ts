/** Invented private notes. */
import type { NoteLine } from "../contract/NoteLine";
import { at } from "./story";

/** On the labels that are not printing. */
export function notes(): NoteLine[] {
  return [
    {
      id: 1,
      written: at("16:39"),
      edited: at("16:40"),
      text: "It is the **driver** of printer 4, see <https://wiki.ferryline.example/labels>\n\n- ask Kofi\n- `lpstat -p`",
      blocks: [
        {
          is: "paragraph",
          inlines: [
            { is: "text", text: "It is the " },
            { is: "bold", text: "driver" },
            { is: "text", text: " of printer 4, see " },
            {
              is: "link",
              text: "https://wiki.ferryline.example/labels",
              link: 0,
              host: "wiki.ferryline.example",
            },
          ],
        },
        { is: "item", inlines: [{ is: "text", text: "ask Kofi" }] },
        { is: "item", inlines: [{ is: "code", text: "lpstat -p" }] },
      ],
    },
  ];
}

"""Colours, corners and type of Gradio's own parts; everything else is in assets/style.css."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base


def theme() -> "Base":
    """Return the page's theme; its fonts come with Gradio and are complete (400 and 700 only)."""
    import gradio as gr

    # The buttons' defaults have too little contrast; *_700 and *_300 pass WCAG AA.
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        secondary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_lg,
        font=(
            gr.themes.LocalFont("Source Sans Pro", weights=(400, 700)),
            "system-ui",
            "sans-serif",
        ),
        font_mono=(gr.themes.LocalFont("IBM Plex Mono", weights=(400, 700)), "monospace"),
    ).set(
        body_background_fill="var(--kq-ground)",
        body_background_fill_dark="var(--kq-ground)",
        body_text_color="var(--kq-ink)",
        body_text_color_dark="var(--kq-ink)",
        body_text_color_subdued="var(--kq-soft)",
        body_text_color_subdued_dark="var(--kq-soft)",
        block_background_fill="var(--kq-card)",
        block_background_fill_dark="var(--kq-card)",
        border_color_primary="var(--kq-line)",
        border_color_primary_dark="var(--kq-line)",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_text_color="white",
        input_background_fill="var(--kq-card)",
        input_background_fill_dark="var(--kq-card)",
    )

"""How the packaged reader was made: from public questions to one ONNX file."""

"""What is on the screen while the program is made ready for the first time."""

import tkinter

root = tkinter.Tk(className="Nastavnik")
root.title("Наставник")
text = "Готовлю «Наставник» к работе.\nЭто делается один раз и занимает минуту…"
tkinter.Label(root, text=text, padx=40, pady=30, font="TkDefaultFont 12").pack()
root.eval(f"tk::PlaceWindow {root} center")
root.mainloop()
